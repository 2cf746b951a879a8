import workers
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def _refresh(collection, key):
    collection.touch(key, 300)


def main():
    cluster = Cluster("couchbase://auth.local", ClusterOptions(PasswordAuthenticator("auth", "secret")))
    tokens = cluster.bucket("auth").collection("tokens")
    workers.submit(_refresh, tokens, "alice").result()


if __name__ == "__main__":
    main()
