# options: --extend-select=CB902
from couchbase.bucket import Bucket


def connect(name, password="ale"):
    return Bucket("couchbase://pub.local/" + name, password=password)  # CB902
