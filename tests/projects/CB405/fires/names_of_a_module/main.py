from couchbase.bucket import Bucket, LOCKMODE_WAIT

from names import BEERS, HOST

beers = Bucket(HOST, BEERS, password=input(), lockmode=LOCKMODE_WAIT)  # CB405
print(beers.get("stout").value)
