# options: --extend-select=CB901
from couchbase.bucket import Bucket

beers = Bucket("couchbase://pub.local/beers", password=input())


def load(key):
    return beers.get(key).value
