"""A cluster of this generation costs nothing until it opens a bucket."""
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://pair.example.com")
cluster.authenticate(PasswordAuthenticator("pair", "pw"))
