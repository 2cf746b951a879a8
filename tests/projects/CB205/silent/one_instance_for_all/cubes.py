"""Cubes, by way of the squares and of the same store."""
import cache
from squares import square


def cube(number):
    result = number * square(number)
    cache.store.put(f"cube::{number}", result, 60)
    return result
