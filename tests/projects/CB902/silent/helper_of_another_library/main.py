# options: --extend-select=CB902
from couchbase.bucket import Bucket

from rest import session

beers = Bucket("couchbase://pub.local/beers", password=input())
print(session("host", "ale").get("http://pub.local:8091").text, beers.get("stout").value)
