from couchbase.bucket import Bucket

from names import BEERS

beers = Bucket("couchbase://pub.local", BEERS, password=input())  # CB405
print(beers.get("stout").value)
