from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Repository:
    def __init__(self, host):
        cluster = Cluster(host, ClusterOptions(PasswordAuthenticator("catalog", "secret")))
        self._books = cluster.bucket("catalog").collection("books")

    def rename(self, key, title):
        self._books.upsert(key, {"title": title})


repository = Repository("couchbase://catalog.local")
