"""Class attribute behind a lock, checked before and after."""
import threading

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Weather:
    _lock = threading.Lock()
    _cluster = None

    @classmethod
    def cluster(cls):
        if cls._cluster is None:
            with cls._lock:
                if cls._cluster is None:
                    options = ClusterOptions(PasswordAuthenticator("weather", "pw"))
                    cls._cluster = Cluster("couchbase://weather.example.com", options)
        return cls._cluster
