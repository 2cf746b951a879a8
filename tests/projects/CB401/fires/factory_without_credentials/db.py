from couchbase.cluster import Cluster


def bucket(name):
    return Cluster("couchbase://shop.local").open_bucket(name)  # CB401
