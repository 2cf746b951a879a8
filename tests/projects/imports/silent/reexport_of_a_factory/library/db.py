from couchbase.bucket import Bucket


def connect(name):
    return Bucket("couchbase://library.example/" + name)
