from couchbase.cluster import PasswordAuthenticator


def authenticate(cluster, password):
    cluster.authenticate(PasswordAuthenticator("clerk", password))
