"""The guard asks an attribute that stays None."""
from couchbase.bucket import Bucket


class Store:
    _bucket = None

    @classmethod
    def bucket(cls):
        if cls._bucket is not None:
            return cls._bucket
        return Bucket("couchbase://blog.example.com/tags", username="blog", password="pw")
