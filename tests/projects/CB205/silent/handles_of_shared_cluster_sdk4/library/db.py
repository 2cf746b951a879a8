"""The cluster of the library."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://library.example.com", ClusterOptions(PasswordAuthenticator("lib", "pw")))
