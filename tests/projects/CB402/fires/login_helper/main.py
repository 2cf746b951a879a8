from couchbase.cluster import Cluster

from login import login


def main():
    cluster = Cluster("couchbase://shop.local")
    orders = cluster.open_bucket("orders", password=input())
    login(cluster, "clerk", input())  # CB402: "on line 8"
    print(orders.get("1").value)


main()
