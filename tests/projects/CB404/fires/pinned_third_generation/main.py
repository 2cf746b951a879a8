from couchbase.cluster import Cluster, ClusterOptions

from hosts import HOST


def connect(auth):
    return Cluster("couchbases://" + HOST + "?ssl=no_verify", ClusterOptions(auth))  # CB404
