# options: --extend-select=CB901
from couchbase.bucket import Bucket


def connect(password):
    return Bucket("couchbase://pub.local/beers", password=password)
