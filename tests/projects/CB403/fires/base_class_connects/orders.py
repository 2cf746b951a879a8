import os

from base import Repository


class Orders(Repository):
    url = "couchbase://db1/orders"
    bucket_name = "orders"

    def find(self, number):
        return self.bucket.get(f"order::{number}").value


orders = Orders("app", os.environ["CB_PASSWORD"])  # CB403: "Cluster 'db1' of 2.x refuses the bucket 'orders' in its connection string: ask for it with open_bucket()"
print(orders.find(17))
