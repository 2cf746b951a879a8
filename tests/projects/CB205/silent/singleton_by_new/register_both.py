"""The expressions are two, the instance is one."""
from registry import Registry

first = Registry()
second = Registry()
first.register("left")
second.register("right")
