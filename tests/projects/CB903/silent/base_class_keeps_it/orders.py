# options: --extend-select=CB903
from base import Base

from couchbase.bucket import Bucket


class Orders(Base):
    def __init__(self, password):
        super().__init__(Bucket("couchbase://shop.local/orders", password=password))
