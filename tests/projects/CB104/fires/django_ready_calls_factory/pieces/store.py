from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect():
    cluster = Cluster("couchbase://museum.local", ClusterOptions(PasswordAuthenticator("museum", "secret")))
    return cluster.bucket("museum").default_collection()
