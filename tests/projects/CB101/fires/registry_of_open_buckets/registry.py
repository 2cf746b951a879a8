from couchbase.bucket import Bucket


class Registry:
    _open = {}

    @classmethod
    def bucket(cls, name):
        if name not in cls._open:
            cls._open[name] = Bucket("couchbase://data.local/" + name)
        return cls._open[name]
