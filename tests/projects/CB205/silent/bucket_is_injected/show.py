"""Two repositories share the bucket of the third module."""
from shop.db import bucket
from shop.repository import Repository

customers = Repository(bucket, "customer")
orders = Repository(bucket, prefix="order")
print(customers.load(1), orders.load(1))
