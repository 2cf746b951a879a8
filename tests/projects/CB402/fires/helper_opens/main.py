from couchbase.cluster import Cluster, PasswordAuthenticator

from buckets import bucket_of


def main():
    cluster = Cluster("couchbase://shop.local")
    orders = bucket_of(cluster, "orders", input())
    cluster.authenticate(PasswordAuthenticator("clerk", input()))  # CB402
    print(orders.get("1").value)


main()
