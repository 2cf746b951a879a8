"""Open and close for the laboratory."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect():
    return Cluster("couchbase://lab.example.com", ClusterOptions(PasswordAuthenticator("lab", "pw")))


def release(cluster: Cluster):
    print("closing the laboratory's cluster")
    cluster.close()
