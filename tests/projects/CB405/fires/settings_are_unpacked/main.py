from couchbase.bucket import Bucket, LOCKMODE_WAIT

from settings import BUCKET

beers = Bucket(lockmode=LOCKMODE_WAIT, **BUCKET)  # CB405
print(beers.get("stout").value)
