from couchbase.bucket import Bucket

__all__ = ["guests", "wines"]

guests = Bucket("couchbase://inn.local/guests")
wines = ["red", "white"]
