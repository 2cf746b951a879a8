"""The cluster, and the collection that is needed most."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://hotel.example.com", ClusterOptions(PasswordAuthenticator("desk", "pw")))
rooms = cluster.bucket("hotel").scope("house").collection("rooms")
