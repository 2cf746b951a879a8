"""Customers."""
from .dao import Dao


class CustomerDao(Dao):
    kind = "customer"
