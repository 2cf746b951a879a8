from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect(connstr, user, password):
    return Cluster(connstr, ClusterOptions(PasswordAuthenticator(user, password)))
