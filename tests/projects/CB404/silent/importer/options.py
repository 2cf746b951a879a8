from couchbase.options import ClusterOptions


def options(auth):
    return ClusterOptions(auth, enable_tls=True)
