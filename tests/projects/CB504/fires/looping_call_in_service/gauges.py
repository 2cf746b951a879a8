from couchbase.bucket import Bucket


class Gauges:
    def __init__(self):
        self.bucket = Bucket("couchbase://plant.local/gauges")

    def read(self, name):
        return self.bucket.get("gauge:" + name).value
