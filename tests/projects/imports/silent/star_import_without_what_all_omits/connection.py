from couchbase.bucket import Bucket

__all__ = ["bucket"]

bucket = Bucket("couchbase://parcels.example/parcels")


def stop():
    bucket._close()
