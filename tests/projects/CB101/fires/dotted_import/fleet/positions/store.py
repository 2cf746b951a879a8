from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster.connect("couchbase://fleet.local", ClusterOptions(PasswordAuthenticator("fleet", "secret")))
trucks = cluster.bucket("fleet").scope("road").collection("trucks")
