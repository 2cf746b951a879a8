import threading

from base import Component


class Counter(Component):
    def __init__(self, connstr):
        super().__init__(connstr)
        self._worker = threading.Thread(target=self._count)
        self._worker.start()

    def _count(self):
        for name in ("in", "out"):
            self.bucket.counter(name, delta=1, initial=0)

    def stop(self):
        self._worker.join()
