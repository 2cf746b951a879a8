"""Opens the catalogue of the library."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def open_shelf(name="books"):
    cluster = Cluster("couchbase://library.example.com", ClusterOptions(PasswordAuthenticator("reader", "pw")))
    return cluster.bucket("library").scope("shelves").collection(name)
