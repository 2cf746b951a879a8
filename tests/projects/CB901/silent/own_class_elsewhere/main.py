# options: --extend-select=CB901
from couchbase.bucket import Bucket

from store import Store

store = Store(Bucket("couchbase://pub.local/beers", password=input()))
print(store.load("stout"))
store._close()
