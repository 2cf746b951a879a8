# options: --extend-select=CB902
from couchbase.cluster import Cluster, PasswordAuthenticator


class Store:
    password = None

    def __init__(self, host):
        self.cluster = Cluster(host)
        self.cluster.authenticate(PasswordAuthenticator("app", self.password))
        self.bucket = self.cluster.open_bucket("orders")
