# options: --extend-select=CB901
from couchbase.bucket import Bucket

from worker import Worker, stop

beers = Bucket("couchbase://pub.local/beers", password=input())
print(beers.get("stout").value)
stop([Worker(), Worker()])
