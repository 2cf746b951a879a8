# options: --extend-select=CB901
from couchbase.cluster import Cluster

from options import options


def main():
    cluster = Cluster("couchbase://maps.local", options(input(), input()))
    tiles = cluster.bucket("tiles")
    print(tiles.default_collection().get("0").content)
    tiles._close()  # CB901


main()
