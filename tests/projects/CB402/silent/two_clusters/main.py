from db import connect


def main():
    orders = connect("couchbase://shop.local", input()).open_bucket("orders")
    beers = connect("couchbase://pub.local", input()).open_bucket("beers")
    print(orders.get("1").value, beers.get("stout").value)


main()
