from contextlib import contextmanager

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@contextmanager
def session(dsn):
    cluster = Cluster(dsn, ClusterOptions(PasswordAuthenticator("game", "game-pw")))
    try:
        yield cluster
    finally:
        cluster.close()
