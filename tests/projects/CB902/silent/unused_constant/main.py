# options: --extend-select=CB902
from couchbase.bucket import Bucket

from constants import PASSWORD

beers = Bucket("couchbase://pub.local/beers", password=input())
print(beers.get("stout").value, len(PASSWORD))
