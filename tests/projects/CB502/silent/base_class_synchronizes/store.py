from threading import Thread

from base import Synchronized

from couchbase.bucket import Bucket


class Store(Synchronized):
    def __init__(self):
        super().__init__()
        self.bucket = Bucket("couchbase://lab.example/samples")

    def save(self, key):
        with self:
            self.bucket.upsert(key, {})


store = Store()
first = Thread(target=store.save, args=("a",))
second = Thread(target=store.save, args=("b",))
first.start()
second.start()
first.join()
second.join()
