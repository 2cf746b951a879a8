"""Customers of the company."""
from couchbase.bucket import Bucket


class Customers:
    def __init__(self):
        self.bucket = Bucket("couchbase://erp.example.com/erp", username="erp", password="pw")

    def find(self, number):
        return self.bucket.get("customer::%d" % number).value
