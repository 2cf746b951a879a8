from couchbase.cluster import Cluster

cluster = Cluster("couchbase://shop.local")
