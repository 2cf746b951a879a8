import workers
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def _refresh(collection, key):
    collection.touch(key, 300)


def main():
    cluster = Cluster.connect("couchbase://auth.local", ClusterOptions(PasswordAuthenticator("auth", "secret")))
    tokens = cluster.bucket("auth").collection("tokens")
    future = workers.submit(_refresh, tokens, "alice")  # CB103: "opened on line 12"
    print(future.exception())


if __name__ == "__main__":
    main()
