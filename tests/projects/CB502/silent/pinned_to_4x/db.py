from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://shop.example", ClusterOptions(PasswordAuthenticator("shop", "shop-pw")))
carts = cluster.bucket("shop").default_collection()
