from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://shop.local")
cluster.authenticate(PasswordAuthenticator("clerk", input()))
orders = cluster.open_bucket("orders")
