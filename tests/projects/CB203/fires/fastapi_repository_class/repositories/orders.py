"""The orders, kept as documents."""
from .base import Repository


class OrderRepository(Repository):
    collection_name = "orders"
