# options: --extend-select=CB901
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://pub.local/beers", password=input())
