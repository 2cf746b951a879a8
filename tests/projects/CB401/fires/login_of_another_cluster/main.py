from couchbase.cluster import Cluster

from login import login


def main():
    shop = login("couchbase://shop.local", input())
    pub = Cluster("couchbase://pub.local")
    print(shop.open_bucket("orders").get("1").value)
    print(pub.open_bucket("beers").get("stout").value)  # CB401


main()
