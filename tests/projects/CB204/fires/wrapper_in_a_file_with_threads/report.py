from timing import timed

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@timed
def connect(password):
    return Cluster("couchbase://shop.example.com", ClusterOptions(PasswordAuthenticator("shop", password)))


def report(password):
    cluster = connect(password)  # CB204
    for row in cluster.query("SELECT name FROM orders"):
        print(row)
