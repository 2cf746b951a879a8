"""The cluster of the media library."""
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect():
    auth = PasswordAuthenticator("media", os.environ["CB_PASSWORD"])
    return Cluster.connect("couchbase://media.example.com", ClusterOptions(auth))
