from base import Connected

from couchbase.cluster import Cluster


def connect(options):
    print(Connected)
    return Cluster("couchbases://db.example.com?ssl=no_verify", options)  # CB404
