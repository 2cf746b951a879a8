"""The post's cluster."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Database:
    @classmethod
    def connect(cls, url="couchbase://parcels.example.com"):
        return Cluster(url, ClusterOptions(PasswordAuthenticator("post", "pw")))
