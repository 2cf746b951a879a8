from couchbase.cluster import Cluster, PasswordAuthenticator

_bucket = None

cluster = Cluster("couchbase://door.local")
cluster.authenticate(PasswordAuthenticator("door", "secret"))


def bucket():
    global _bucket
    if _bucket is None:
        _bucket = cluster.open_bucket("doors")
    return _bucket
