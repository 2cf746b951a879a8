from cache import drop

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbase://cache.example", ClusterOptions(PasswordAuthenticator("cache", "cache-pw")))
    bucket = cluster.bucket("cache")
    pages = bucket.default_collection()
    pages.upsert("page::1", {"html": "<p>"})
    drop(bucket)
    pages.remove("page::1")  # CB302
    cluster.close()


if __name__ == "__main__":
    main()
