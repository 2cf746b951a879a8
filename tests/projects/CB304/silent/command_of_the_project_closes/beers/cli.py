import sys

from beers.db import bucket


def run():
    print(bucket.get(sys.argv[1]).value)
    bucket._close()
