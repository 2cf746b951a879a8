from connection import leave

from couchbase.cluster import Cluster, ClusterOptions
from couchbase_core.cluster import PasswordAuthenticator


def main():
    cluster = Cluster("couchbase://sea.example", ClusterOptions(PasswordAuthenticator("sea", "sea-pw")))
    ships = cluster.bucket("ships").default_collection()
    leave(cluster)
    # The bucket has a connection of its own, which is still open.
    print(ships.get("ship::3").content)


if __name__ == "__main__":
    main()
