import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from reg import connections


def get(host):
    if host not in connections:
        connections[host] = Cluster("couchbase://" + host, ClusterOptions(PasswordAuthenticator("u", os.environ["P"])))
    return connections[host]


def shut():
    for c in connections.values():
        c.close()
