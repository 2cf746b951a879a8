from couchbase.bucket import Bucket

from names import STOUT

beers = Bucket("couchbase://pub.local/beers")
print(beers.get(STOUT).value)
