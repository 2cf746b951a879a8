from base import Connected


class Orders(Connected):
    def __init__(self):
        super().__init__("couchbase://shop.local")
        self.bucket = self.cluster.open_bucket("orders")  # CB401
