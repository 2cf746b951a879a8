# options: --extend-select=CB903
from couchbase.bucket import Bucket


def connect(password):
    return Bucket("couchbase://pub.local/beers", password=password)
