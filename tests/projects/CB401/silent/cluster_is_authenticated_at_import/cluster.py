from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://shop.local")
cluster.authenticate(PasswordAuthenticator("clerk", input()))
