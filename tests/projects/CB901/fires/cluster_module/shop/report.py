# options: --extend-select=CB901
from shop.cluster import cluster


def main():
    orders = cluster.open_bucket("orders")
    print(orders.get("1").value)
    orders._close()  # CB901


main()
