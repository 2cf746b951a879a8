from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_cluster = Cluster("couchbase://shop.local", ClusterOptions(PasswordAuthenticator("shop", "secret")))
orders = _cluster.bucket("shop").default_collection()
