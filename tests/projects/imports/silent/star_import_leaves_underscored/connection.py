from couchbase.bucket import Bucket

bucket = Bucket("couchbase://parcels.example/parcels")


def _stop():
    bucket._close()
