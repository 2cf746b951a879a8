# options: --extend-select=CB902
from couchbase.bucket import Bucket


def connect(name, password):
    return Bucket("couchbase://pub.local/" + name, password=password)
