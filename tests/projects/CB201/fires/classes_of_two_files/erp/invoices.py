"""Invoices; they know the customers, yet bring a connection of their own."""
from couchbase.bucket import Bucket


class Invoices:
    def __init__(self, customers):
        self.customers = customers
        self.bucket = Bucket("couchbase://erp.example.com/erp", username="erp", password="pw")

    def write(self, number, total):
        customer = self.customers.find(number)
        self.bucket.insert("invoice::%d" % number, {"to": customer["name"], "total": total})
