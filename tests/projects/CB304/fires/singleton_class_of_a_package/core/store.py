from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Store:
    _instance = None

    @classmethod
    def instance(cls):
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def __init__(self):
        self.cluster = Cluster("couchbase://docs.example", ClusterOptions(PasswordAuthenticator("d", "d-pw")))

    def read(self, key):
        return self.cluster.bucket("docs").default_collection().get(key).content_as[dict]

    def close(self):
        self.cluster.close()
