from couchbase.cluster import Cluster

from login import login


def main():
    cluster = Cluster("couchbase://shop.local")
    login(cluster, "clerk", input())
    print(cluster.open_bucket("orders").get("1").value)


main()
