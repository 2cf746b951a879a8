from couchbase.cluster import Cluster

from hosts import HOST


def connect(options):
    return Cluster(f"couchbases://{HOST}?network=external", options)
