from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def beers():
    return Cluster("couchbase://beers", ClusterOptions(PasswordAuthenticator("app", "secret")))
