from couchbase.bucket import Bucket


def connect(name):
    return Bucket("couchbase://ledger.local/" + name)
