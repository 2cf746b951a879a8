"""Where the measured values go."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class MetricStore:
    def __init__(self, retention):
        self.retention = retention
        self._cluster = Cluster("couchbase://metrics.example.com", ClusterOptions(PasswordAuthenticator("m", "pw")))
        self._points = self._cluster.bucket("metrics").default_collection()

    def add(self, key, value):
        self._points.upsert(key, {"value": value, "days": self.retention})
