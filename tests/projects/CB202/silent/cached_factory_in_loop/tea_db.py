"""The tea shop's cluster."""
import functools

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@functools.cache
def cluster():
    return Cluster("couchbase://tea.example.com", ClusterOptions(PasswordAuthenticator("tea", "pw")))
