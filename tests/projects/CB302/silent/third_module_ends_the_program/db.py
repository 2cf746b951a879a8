import os
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect():
    return Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("u", os.environ["P"])))
