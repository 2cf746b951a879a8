import settings

from couchbase.cluster import Cluster


def connect(options):
    return Cluster(settings.DSN, options)
