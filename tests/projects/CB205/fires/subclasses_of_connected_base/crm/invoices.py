"""Invoices."""
from .dao import Dao


class InvoiceDao(Dao):
    kind = "invoice"

    def paid(self, key):
        return self.find(key)["paid"]
