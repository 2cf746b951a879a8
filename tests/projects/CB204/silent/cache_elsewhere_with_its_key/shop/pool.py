"""A cache of buckets that finds what it stored."""
from couchbase.bucket import Bucket


class Pool:
    address = "couchbase://stock.example.com"
    _buckets = {}

    @classmethod
    def bucket(cls, name):
        address = "{}/{}".format(cls.address, name)
        if address not in cls._buckets:
            cls._buckets[address] = Bucket(address, username="shop", password="pw")
        return cls._buckets[address]

    @classmethod
    def close(cls, name):
        bucket = cls._buckets.pop("{}/{}".format(cls.address, name), None)
        if bucket is not None:
            bucket._close()
