import watchers

from couchbase.cluster import Cluster, ClusterOptions
from couchbase_core.cluster import PasswordAuthenticator


def main():
    cluster = Cluster("couchbase://plant.example", ClusterOptions(PasswordAuthenticator("plant", "plant-pw")))
    pumps = cluster.bucket("pumps")
    valves = cluster.bucket("valves")
    first, second = watchers.start_pair(pumps.default_collection(), valves.default_collection())
    first.join()
    # Only the first was waited for, and it is the second's bucket that goes.
    valves._close()  # CB301
    second.join()
    pumps._close()


if __name__ == "__main__":
    main()
