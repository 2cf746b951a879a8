"""Stands for a module of the SDK."""
from couchbase.bucket import Bucket


class Cluster:
    def __init__(self, connstr, options):
        self.connstr, self.options = connstr, options

    def bucket(self, name):
        return Bucket(self, name)
