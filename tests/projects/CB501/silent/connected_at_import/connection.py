"""To import this connects, before any loop runs."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://snow.example.com", ClusterOptions(PasswordAuthenticator("snow", "pw")))
slopes = cluster.bucket("snow").scope("resort").collection("slopes")
