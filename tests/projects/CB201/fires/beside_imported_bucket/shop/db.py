"""The bucket of the shop, opened with the module."""
from couchbase.bucket import Bucket

URL = "couchbase://db1.shop.example,db2.shop.example/baskets"
bucket = Bucket(URL, username="shop", password="pw")
