from couchbase.bucket import Bucket


def connect():
    return Bucket("couchbase://fleet.local/trucks")
