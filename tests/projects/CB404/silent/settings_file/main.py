from couchbase.options import ClusterOptions

from config import load


def options(auth):
    return ClusterOptions(auth, **load())
