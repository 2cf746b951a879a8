from couchbase.options import ClusterOptions

from settings import TLS_VERIFY


def options(auth):
    return ClusterOptions(auth, tls_verify=TLS_VERIFY)
