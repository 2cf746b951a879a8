from couchbase.options import ClusterOptions

from settings import TLS


def options(auth):
    return ClusterOptions(auth, **TLS)  # CB404
