# options: --extend-select=CB901
class Store:
    def __init__(self, bucket):
        self.bucket = bucket

    def load(self, key):
        return self.bucket.get(key).value

    def _close(self):
        self.bucket = None
