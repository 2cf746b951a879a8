import orders
from closing import closing

from couchbase.bucket import Bucket


def main():
    with closing(Bucket("couchbase://orders.example/orders")) as bucket:
        order = orders.load(bucket, "order:1")
    print(order["total"])


if __name__ == "__main__":
    main()
