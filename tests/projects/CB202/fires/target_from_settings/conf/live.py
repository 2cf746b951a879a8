"""Settings of the live system."""
from .base import *

SENSORS = ("s1", "s2", "s3")
