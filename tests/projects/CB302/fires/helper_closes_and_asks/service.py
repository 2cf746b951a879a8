"""Both ends lie in the helper, but it cannot know what it is handed."""

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from stopping import stop


def main():
    cluster = Cluster("couchbase://cluster.example.net", ClusterOptions(PasswordAuthenticator("service", "pw")))
    print(cluster.bucket("jobs").default_collection().get("next"))
    stop(cluster, print)  # CB302: "Cluster.ping()"


if __name__ == "__main__":
    main()
