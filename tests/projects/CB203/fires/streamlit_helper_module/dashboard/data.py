"""Where the numbers of the dashboard come from."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def open_sales():
    return Cluster("couchbase://sales.example.com", ClusterOptions(PasswordAuthenticator("bi", "pw")))


def monthly(cluster, year):
    return list(cluster.query(f"SELECT s.month, s.total FROM sales s WHERE s.year = {year}"))
