from couchbase.cluster import Cluster

from options import options


def connect(auth):
    return Cluster("couchbases://db.example.com", options(auth))
