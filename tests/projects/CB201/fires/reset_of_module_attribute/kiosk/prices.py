"""Prices of a kiosk."""
from couchbase.bucket import Bucket

URL = "couchbase://kiosk.example/prices"
bucket = Bucket(URL, username="kiosk", password="pw")


def price(article):
    return bucket.get(article).value["price"]
