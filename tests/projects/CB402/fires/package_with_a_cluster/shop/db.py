from couchbase.cluster import Cluster


def connect():
    return Cluster("couchbase://shop.local")
