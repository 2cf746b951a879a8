from couchbase.cluster import Cluster


def bucket(name, password):
    return Cluster("couchbase://shop.local").open_bucket(name, password=password)
