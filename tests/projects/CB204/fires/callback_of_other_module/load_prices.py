"""The loop stands in the other file; what it calls connects here."""
import csv
import sys

from couchbase.bucket import Bucket

import batch


def _store(row):
    bucket = Bucket("couchbase://prices.example.com/prices", username="import", password="pw")  # CB204
    bucket.upsert(row["sku"], {"price": float(row["price"])})


def main():
    with open(sys.argv[1], newline="") as source:
        print(batch.each(csv.DictReader(source), _store, pause=0.1))


if __name__ == "__main__":
    main()
