"""Buckets by their name; only a new name opens."""
from couchbase.cluster import Cluster, PasswordAuthenticator


class Registry:
    def __init__(self, url):
        self._cluster = Cluster(url)
        self._cluster.authenticate(PasswordAuthenticator("router", "pw"))
        self._open = {}

    def __getitem__(self, name):
        if name not in self._open:
            self._open[name] = self._cluster.open_bucket(name)
        return self._open[name]
