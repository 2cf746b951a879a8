"""The 2.x cluster costs nothing; what it opens does."""
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://wind.example.com")
cluster.authenticate(PasswordAuthenticator("wind", "pw"))
