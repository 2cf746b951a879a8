from base import Access


class Orders(Access):
    def bucket(self, password):
        return self.cluster.open_bucket("orders", password=password)
