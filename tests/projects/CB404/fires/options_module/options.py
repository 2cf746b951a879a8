from couchbase.options import ClusterOptions, TLSVerifyMode


def options(auth):
    return ClusterOptions(auth, tls_verify=TLSVerifyMode.NONE)  # CB404
