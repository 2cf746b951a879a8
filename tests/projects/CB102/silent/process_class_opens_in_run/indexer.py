from multiprocessing import Process

from couchbase.bucket import Bucket


class Indexer(Process):
    def __init__(self, connstr, keys):
        super().__init__()
        self.connstr = connstr
        self.keys = keys
        self.bucket = None

    def run(self):
        self.bucket = Bucket(self.connstr)
        for key in self.keys:
            self.bucket.touch(key, ttl=60)
