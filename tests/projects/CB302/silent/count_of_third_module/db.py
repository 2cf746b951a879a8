import os
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect():
    return Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("u", os.environ["P"])))


import refs
_cluster = None


def acquire():
    global _cluster
    if _cluster is None:
        _cluster = connect()
    refs.up()
    return _cluster


def release():
    global _cluster
    if refs.down():
        _cluster.close()
        _cluster = None
