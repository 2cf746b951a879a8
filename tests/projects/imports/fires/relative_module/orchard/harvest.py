import os
import sys

from . import trees


def harvest():
    if os.fork() == 0:  # CB102
        trees.bucket.upsert("harvest", {"pid": os.getpid()})
        sys.exit()
