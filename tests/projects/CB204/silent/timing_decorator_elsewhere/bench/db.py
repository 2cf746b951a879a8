"""Where the measured documents are."""
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://bench.example.com")
cluster.authenticate(PasswordAuthenticator("bench", "pw"))
