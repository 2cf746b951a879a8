# options: --extend-select=CB903
class Store:
    def __init__(self, bucket):
        self.bucket = bucket

    def load(self, key):
        return self.bucket.get(key).value
