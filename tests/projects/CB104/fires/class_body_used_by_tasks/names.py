from couchbase.bucket import Bucket


class Names:
    bucket = Bucket("couchbase://names.local/names")

    @classmethod
    def add(cls, name):
        cls.bucket.upsert(name, {})
