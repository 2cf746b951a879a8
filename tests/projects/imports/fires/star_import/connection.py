from couchbase.bucket import Bucket

bucket = Bucket("couchbase://parcels.example/parcels")


def shut():
    bucket._close()
