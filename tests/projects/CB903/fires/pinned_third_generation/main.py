# options: --extend-select=CB903
from couchbase.cluster import Cluster, ClusterOptions

from names import TILES


def main(auth):
    cluster = Cluster("couchbase://maps.local", ClusterOptions(auth))
    cluster.bucket(TILES)  # CB903
    print("opened", TILES)


main(None)
