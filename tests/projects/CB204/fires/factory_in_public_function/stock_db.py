"""How to reach the stock."""
from couchbase.bucket import Bucket

HOSTS = ["db1.shop.example", "db2.shop.example"]


def connect(name="stock"):
    return Bucket("couchbase://%s/%s" % (",".join(HOSTS), name), username="shop", password="pw")
