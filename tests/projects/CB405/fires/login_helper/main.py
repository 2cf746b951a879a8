from couchbase.cluster import Cluster

from login import login


def main():
    shop = Cluster("couchbase://shop.local")
    login(shop, "clerk", input())
    pub = Cluster("couchbase://pub.local")
    pub.authenticate("host", input())  # CB405
    print(shop.open_bucket("orders").get("1").value, pub.open_bucket("beers").get("stout").value)


main()
