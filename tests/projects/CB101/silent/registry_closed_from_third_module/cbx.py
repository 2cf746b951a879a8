import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from reg import connections


def get(host):
    c = Cluster("couchbase://" + host, ClusterOptions(PasswordAuthenticator("u", os.environ["P"])))
    connections[host] = c
    return c
