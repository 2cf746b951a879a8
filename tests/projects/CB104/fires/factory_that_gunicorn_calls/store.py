from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connected():
    return Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("board", "secret")))
