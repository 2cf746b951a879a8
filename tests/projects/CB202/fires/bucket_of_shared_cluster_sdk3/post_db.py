# options: --cb-sdk=3
"""The cluster of the post office."""
from couchbase.cluster import Cluster, ClusterOptions
from couchbase_core.cluster import PasswordAuthenticator

cluster = Cluster("couchbase://post.example.com", ClusterOptions(PasswordAuthenticator("post", "pw")))


def letters():
    return cluster.bucket("letters").default_collection()
