import sys

from couchbase.bucket import Bucket
from failing import usage

shop = Bucket("couchbase://roastery/beans", password="arabica")
if len(sys.argv) < 2:
    shop._close()
    usage("name a sort")
shop.upsert(sys.argv[1], "roasted")  # CB302
