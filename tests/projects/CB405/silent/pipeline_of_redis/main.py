from couchbase.bucket import Bucket, LOCKMODE_WAIT

from cache import cache

beers = Bucket("couchbase://pub.local/beers", lockmode=LOCKMODE_WAIT, password=input())
with cache.pipeline() as batch:
    batch.set("stout", beers.get("stout").value)
