"""The last layer puts it in the object that it returns."""
from .documents import invoices


class Ledger:
    def __init__(self, collection, currency):
        self._collection = collection
        self._currency = currency

    def book(self, key, amount):
        self._collection.upsert(key, {"amount": amount, "currency": self._currency})


def open_ledger(user, password, currency="EUR"):
    return Ledger(invoices(user, password), currency)
