import os

from names import Latency

from couchbase.bucket import Bucket


class Observer(Latency):
    def __init__(self, settings):
        super().__init__(settings)
        self.buckets = []
        for name in self.get_buckets():
            self.buckets.append(Bucket(f"couchbase://load/{name}", password="pw"))


def main(settings):
    observer = Observer(settings)
    os.fork()  # CB101 # CB102
    observer.buckets[0].get("beer::1")
