# options: --extend-select=CB903
from couchbase.cluster import Cluster, PasswordAuthenticator


def login(password):
    cluster = Cluster("couchbase://shop.local")
    cluster.authenticate(PasswordAuthenticator("clerk", password))
    return cluster
