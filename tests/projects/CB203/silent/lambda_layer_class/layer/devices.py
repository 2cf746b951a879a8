"""Shared by several functions: one connection for each warm environment."""
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Devices:
    _cluster = None

    @classmethod
    def collection(cls):
        if not cls._cluster:
            options = ClusterOptions(PasswordAuthenticator(os.environ["CB_USER"], os.environ["CB_PASSWORD"]))
            cls._cluster = Cluster(os.environ["CB_HOST"], options)
        return cls._cluster.bucket("devices").default_collection()
