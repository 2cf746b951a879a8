from couchbase.bucket import Bucket, LOCKMODE_WAIT

from dsn import dsn

beers = Bucket(dsn("beers"), lockmode=LOCKMODE_WAIT)
print(beers.get("stout").value)
