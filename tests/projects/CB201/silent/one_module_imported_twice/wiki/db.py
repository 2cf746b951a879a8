"""The cluster of the wiki."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://wiki.example.com", ClusterOptions(PasswordAuthenticator("wiki", "pw")))
