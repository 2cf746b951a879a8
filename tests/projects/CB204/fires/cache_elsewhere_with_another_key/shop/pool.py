"""A cache of buckets that looks for the name and stores under the address: it never finds one."""
from couchbase.bucket import Bucket


class Pool:
    address = "couchbase://stock.example.com"
    _buckets = {}

    @classmethod
    def bucket(cls, name):
        if name not in cls._buckets:
            address = "{}/{}".format(cls.address, name)
            cls._buckets[address] = Bucket(address, username="shop", password="pw")  # CB204: "another key"
            return cls._buckets[address]
        return cls._buckets[name]
