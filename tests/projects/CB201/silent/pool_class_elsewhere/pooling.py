"""A pool keeps several connections to one bucket on purpose."""
import contextlib
import queue

from couchbase.bucket import LOCKMODE_WAIT, Bucket


class Pool:
    def __init__(self, url, size=4):
        self._free = queue.Queue()
        for _ in range(size):
            self._free.put(Bucket(url, username="bulk", password="pw", lockmode=LOCKMODE_WAIT))

    @contextlib.contextmanager
    def take(self):
        bucket = self._free.get()
        try:
            yield bucket
        finally:
            self._free.put(bucket)
