# options: --extend-select=CB901
from base import Connected


class Orders(Connected):
    def load(self, key):
        return self.bucket.get(key).value

    def close(self):
        self.bucket._close()  # CB901
