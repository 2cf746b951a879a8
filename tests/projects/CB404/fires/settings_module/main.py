from couchbase.bucket import Bucket, LOCKMODE_WAIT

from settings import DSN

beers = Bucket(DSN, lockmode=LOCKMODE_WAIT, password=input())  # CB404
print(beers.get("stout").value)
