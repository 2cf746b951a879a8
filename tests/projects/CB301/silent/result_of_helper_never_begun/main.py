import trains

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbase://rail.example", ClusterOptions(PasswordAuthenticator("rail", "rail-pw")))
    # Nothing is sent before somebody reads the rows.
    waiting = trains.late_trains(cluster)
    cluster.close()
    print(type(waiting))


if __name__ == "__main__":
    main()
