"""The cluster of the mint."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://coins.example.com", ClusterOptions(PasswordAuthenticator("mint", "pw")))


def coins(country):
    return cluster.bucket("coins").scope(country).collection("mint")
