"""A helper that asks for a cluster, and main() that calls it for each number."""
import sys

from couchbase.exceptions import DocumentNotFoundException

from parcel_db import Database


def _parcel(number):
    cluster = Database.connect()  # CB204
    try:
        return cluster.bucket("parcels").default_collection().get(number).content_as[dict]
    except DocumentNotFoundException:
        return None


def main():
    for number in sys.argv[1:]:
        if (found := _parcel(number)) is not None:
            print(number, found["state"])


main()
