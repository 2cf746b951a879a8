# options: --extend-select=CB903
from couchbase.bucket import Bucket


def connect(name, password):
    return Bucket("couchbase://pub.local/" + name, password=password)
