from couchbase.cluster import Cluster, PasswordAuthenticator


def bucket(name, user, password):
    cluster = Cluster("couchbase://%s.local" % name)
    cluster.authenticate(PasswordAuthenticator(user, password))
    return cluster.open_bucket(name)
