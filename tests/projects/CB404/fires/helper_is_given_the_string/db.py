from couchbase.cluster import Cluster


def connect(dsn, options):
    return Cluster(dsn, options)
