from couchbase.bucket import Bucket

__all__ = ["Bucket"]
