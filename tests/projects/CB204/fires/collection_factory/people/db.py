"""The collection that it hands out keeps its cluster alive."""
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def profiles():
    auth = PasswordAuthenticator(os.environ["CB_USER"], os.environ["CB_PASSWORD"])
    cluster = Cluster(os.environ["CB_URL"], ClusterOptions(auth))
    return cluster.bucket("app").scope("people").collection("profiles")
