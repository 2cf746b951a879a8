"""A client with a scheme of its own: what it hands to the SDK is another string."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Client:
    def __init__(self, url, user, password):
        scheme, _, rest = url.partition("://")
        host, _, self.bucket_name = rest.partition("/")
        self.options = ClusterOptions(PasswordAuthenticator(user, password))
        self.cluster = Cluster("couchbase://" + host, self.options)

    def get(self, key):
        return self.cluster.bucket(self.bucket_name).default_collection().get(key)
