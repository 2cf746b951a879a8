from base import Connected


class Orders(Connected):
    def __init__(self, host, user, password):
        super().__init__(host)
        self.cluster.authenticate(user, password)  # CB405
        self.bucket = self.cluster.open_bucket("orders")
