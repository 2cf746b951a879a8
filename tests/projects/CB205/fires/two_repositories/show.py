"""Two repositories, each with a bucket of its own for the same data."""
from shop.repository import Repository

customers = Repository("customer")
orders = Repository("order")  # CB205
print(customers.load(1), orders.load(1))
