# options: --extend-select=CB902
from couchbase.bucket import Bucket

from secrets import password

beers = Bucket("couchbase://pub.local/beers", password=password())
print(beers.get("stout").value)
