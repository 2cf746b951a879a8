from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Users:
    def __init__(self, host):
        cluster = Cluster(f"couchbase://{host}", ClusterOptions(PasswordAuthenticator("u", "pw")))
        self._users = cluster.bucket("users").default_collection()

    def name(self, key):
        return self._users.get(key).content_as[dict]["name"]
