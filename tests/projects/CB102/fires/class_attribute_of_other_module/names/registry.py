from couchbase.bucket import Bucket


class Registry:
    bucket = Bucket("couchbase://names.local/names")

    @classmethod
    def add(cls, name):
        cls.bucket.insert(name, {})
