"""The decorator calls the function fifty times, and each call connects."""
from .db import cluster
from .tools import repeat


@repeat(50)
def connect_and_get(key):
    bucket = cluster.open_bucket("bench")  # CB204: "in each call of connect_and_get()"
    return bucket.get(key, quiet=True)


def main():
    print("%.4f s" % connect_and_get("k1"))


if __name__ == "__main__":
    main()
