from contextlib import contextmanager

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@contextmanager
def connected(host):
    cluster = Cluster(f"couchbase://{host}", ClusterOptions(PasswordAuthenticator("club", "club-pw")))
    yield cluster
    cluster.close()
