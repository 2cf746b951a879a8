from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://travel.example", ClusterOptions(PasswordAuthenticator("api", "api-pw")))


def hotels():
    return cluster.bucket("travel").scope("inventory").collection("hotel")


def close():
    cluster.close()
