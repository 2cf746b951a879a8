"""Options of the nightly jobs."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Options:
    def __init__(self, url="couchbase://dwh.example.com"):
        self.url = url

    def Cluster(self):
        return Cluster(self.url, ClusterOptions(PasswordAuthenticator("etl", "pw")))
