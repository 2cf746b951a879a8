"""Jobs, as plain functions: this file does not know who runs them."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://jobs.example.com", ClusterOptions(PasswordAuthenticator("jobs", "pw")))


def clean_up():
    cluster.query("DELETE FROM jobs WHERE done").execute()
