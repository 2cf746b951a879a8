from couchbase.cluster import Cluster


def connect(host, user, password):
    cluster = Cluster(host)
    cluster.authenticate(username=user, password=password)
    return cluster
