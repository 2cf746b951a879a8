"""Squares, kept for a minute."""
from cache import store


def square(number):
    found = store.get(str(number))
    if found is None:
        found = number * number
        store.put(str(number), found, 60)
    return found
