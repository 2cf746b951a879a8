from couchbase.bucket import Bucket

__all__ = ["_parcels", "_shut"]

_parcels = Bucket("couchbase://parcels.example/parcels")


def _shut():
    _parcels._close()
