"""Connections of the customer system."""
from couchbase.cluster import Cluster, PasswordAuthenticator


def _login(host):
    cluster = Cluster("couchbase://" + host)
    cluster.authenticate(PasswordAuthenticator("crm", "pw"))
    return cluster


def connect(bucket, host="crm.example.com"):
    return _login(host).open_bucket(bucket)
