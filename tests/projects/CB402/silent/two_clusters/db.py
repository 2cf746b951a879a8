from couchbase.cluster import Cluster, PasswordAuthenticator


def connect(host, password):
    cluster = Cluster(host)
    cluster.authenticate(PasswordAuthenticator("clerk", password))
    return cluster
