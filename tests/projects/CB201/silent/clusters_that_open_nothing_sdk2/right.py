"""The other module has the same cluster, and opens the one bucket."""
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://pair.example.com")
cluster.authenticate(PasswordAuthenticator("pair", "pw"))
pairs = cluster.open_bucket("pairs")
