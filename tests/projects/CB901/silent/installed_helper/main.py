# options: --extend-select=CB901
from couchbase.bucket import Bucket
from pooling import release

from settings import DSN

beers = Bucket(DSN, password=input())
print(beers.get("stout").value)
release(beers)
