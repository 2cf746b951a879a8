"""The cluster of the map service, behind a cache."""
from functools import lru_cache

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@lru_cache
def _cluster():
    return Cluster("couchbase://maps.example.com", ClusterOptions(PasswordAuthenticator("maps", "pw")))


def places_of(scope):
    return _cluster().bucket("maps").scope(scope).collection("places")
