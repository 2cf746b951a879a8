"""The decorator calls the function once, and tells how long it took."""
from .db import cluster
from .tools import timed


@timed("reading")
def connect_and_get(key):
    bucket = cluster.open_bucket("bench")
    return bucket.get(key, quiet=True)


def main():
    print("%.4f s" % connect_and_get("k1"))


if __name__ == "__main__":
    main()
