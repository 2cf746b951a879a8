"""A pool that lends: nothing is opened for a call."""
import contextlib
import queue

from couchbase.bucket import Bucket


class Pool:
    def __init__(self, size):
        self._free = queue.Queue(maxsize=size)
        for _ in range(size):
            self._free.put(Bucket("couchbase://busy.example.com/rows", username="rows", password="pw"))

    @contextlib.contextmanager
    def lend(self):
        bucket = self._free.get()
        try:
            yield bucket
        finally:
            self._free.put(bucket)


pool = Pool(4)
