"""The cache of the program: one instance, made here."""
from .values import Store

store = Store()
