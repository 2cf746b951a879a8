from couchbase.cluster import Cluster

from access import authenticate


def main():
    cluster = Cluster("couchbase://shop.local")
    authenticate(cluster, input())
    print(cluster.open_bucket("orders").get("1").value)


main()
