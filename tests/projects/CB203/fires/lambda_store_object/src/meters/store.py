"""The documents of the readings."""
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class ReadingStore:
    def __init__(self):
        options = ClusterOptions(PasswordAuthenticator(os.environ["CB_USER"], os.environ["CB_PASSWORD"]))
        self.cluster = Cluster(os.environ["CB_HOST"], options)
        self.readings = self.cluster.bucket("meters").default_collection()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.cluster.close()

    def put(self, meter, reading):
        self.readings.upsert(meter, reading)
