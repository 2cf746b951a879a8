import sys

from couchbase.bucket import Bucket
from queries import newest_order


def main():
    bucket = Bucket("couchbase://orders.example/orders", password="malt")
    order = newest_order(bucket, sys.argv[1])
    bucket._close()  # CB301
    print(order)


if __name__ == "__main__":
    main()
