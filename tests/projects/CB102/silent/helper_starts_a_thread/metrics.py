from background import launch
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def _record(collection, value):
    collection.upsert("load", {"value": value})


def main():
    login = PasswordAuthenticator("metrics", "secret")
    cluster = Cluster("couchbase://metrics.local", ClusterOptions(login))
    launch(_record, cluster.bucket("metrics").default_collection(), 0.7)


if __name__ == "__main__":
    main()
