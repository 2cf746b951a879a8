from couchbase.bucket import Bucket

from names import BEERS

beers = Bucket("couchbase://pub.local/beers", BEERS, username="host", password=input())
print(beers.default_collection().get("stout").content)
