from couchbase.cluster import Cluster, PasswordAuthenticator


def access(password):
    cluster = Cluster("couchbase://shop.local")
    orders = cluster.open_bucket("orders", password=password)
    cluster.authenticate(PasswordAuthenticator("clerk", password))  # CB402
    return cluster, orders
