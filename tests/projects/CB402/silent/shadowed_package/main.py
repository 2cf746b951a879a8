from couchbase.cluster import Cluster

cluster = Cluster()
print(cluster.open_bucket("orders"))
cluster.authenticate("clerk")
