from couchbase.bucket import Bucket, LOCKMODE_WAIT

from settings import BUCKET

beers = Bucket("couchbase://pub.local/beers", lockmode=LOCKMODE_WAIT, **BUCKET)
print(beers.get("stout").value)
