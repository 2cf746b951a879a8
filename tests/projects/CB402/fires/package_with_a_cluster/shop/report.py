from couchbase.cluster import PasswordAuthenticator

from shop.db import connect


def main():
    cluster = connect()
    orders = cluster.open_bucket("orders")  # CB401
    cluster.authenticate(PasswordAuthenticator("clerk", input()))  # CB402
    print(orders.get("1").value)


main()
