# options: --extend-select=CB901
from couchbase.cluster import ClusterOptions, PasswordAuthenticator


def options(user, password):
    return ClusterOptions(PasswordAuthenticator(user, password))
