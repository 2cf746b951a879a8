# options: --extend-select=CB901
from couchbase.bucket import Bucket


def connect(name, password):
    return Bucket("couchbase://pub.local/" + name, password=password)
