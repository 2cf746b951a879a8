import queue
from contextlib import contextmanager

from couchbase.bucket import Bucket


class BucketPool:
    def __init__(self, connstr, size):
        self._free = queue.Queue()
        for _ in range(size):
            self._free.put(Bucket(connstr))

    @contextmanager
    def bucket(self):
        taken = self._free.get()
        try:
            yield taken
        finally:
            self._free.put(taken)
