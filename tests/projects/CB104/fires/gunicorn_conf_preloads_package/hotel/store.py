from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_cluster = Cluster("couchbases://hotel.local", ClusterOptions(PasswordAuthenticator("hotel", "secret")))
rooms = _cluster.bucket("hotel").collection("rooms")
