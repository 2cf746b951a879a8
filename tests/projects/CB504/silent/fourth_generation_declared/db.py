from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://game.local", ClusterOptions(PasswordAuthenticator("g", "pw")))
scores = cluster.bucket("scores").default_collection()
