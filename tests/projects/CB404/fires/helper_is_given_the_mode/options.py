from couchbase.options import ClusterOptions


def options(auth, mode):
    return ClusterOptions(auth, tls_verify=mode)
