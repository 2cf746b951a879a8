# options: --extend-select=CB903
from couchbase.bucket import Bucket

from store import Store


def make(password):
    return Store(Bucket("couchbase://pub.local/beers", password=password))
