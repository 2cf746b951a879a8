from couchbase.bucket import Bucket

from dsn import BEERS

beers = Bucket(BEERS, password=input())
beers.authenticate(username="host", password=input())  # CB402
print(beers.get("stout").value)
