from couchbase.bucket import Bucket


class Reader:
    def __init__(self, connstr):
        self._bucket = Bucket(connstr)

    def names(self):
        return list(self._bucket.get("names").value)
