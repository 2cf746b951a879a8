"""Every row asks for a connection."""
import csv
import sys

from product_db import connect

for row in csv.DictReader(sys.stdin):
    bucket = connect()  # CB202
    bucket.upsert(row["sku"], row)
    bucket._close()
