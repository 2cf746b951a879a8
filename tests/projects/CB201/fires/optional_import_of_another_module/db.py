try:
    from couchbase.auth import PasswordAuthenticator
    from couchbase.cluster import Cluster
    from couchbase.options import ClusterOptions
    HAVE = True
except ImportError:
    HAVE = False


def connect():
    if not HAVE:
        raise RuntimeError("pip install couchbase")
    return Cluster("couchbase://a", ClusterOptions(PasswordAuthenticator("u", "p")))
