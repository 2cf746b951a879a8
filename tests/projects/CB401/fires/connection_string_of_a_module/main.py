from couchbase.bucket import Bucket, LOCKMODE_WAIT

from constants import DSN

beers = Bucket(DSN, lockmode=LOCKMODE_WAIT)  # CB401
print(beers.get("stout").value)
