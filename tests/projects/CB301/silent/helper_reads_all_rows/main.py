import sys

import queries

from couchbase.bucket import Bucket


def main():
    bucket = Bucket("couchbase://orders.example/orders", password="ale-house")
    found = queries.orders_of(bucket, sys.argv[1])
    bucket._close()
    print(found[:1])


if __name__ == "__main__":
    main()
