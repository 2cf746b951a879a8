"""The rows are asked for when somebody reads them."""

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Beers:
    def __init__(self):
        self.cluster = Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("app", "secret")))

    def names(self):
        return (row["name"] for row in self.cluster.query("SELECT name FROM beers"))

    def longest(self, names):
        return max(names, key=len)

    def close(self):
        self.cluster.close()
