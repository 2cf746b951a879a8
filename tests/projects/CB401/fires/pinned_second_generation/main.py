from couchbase.bucket import Bucket

from names import STOUT

beers = Bucket("couchbase://pub.local/beers")  # CB401
print(beers.get(STOUT).value)
