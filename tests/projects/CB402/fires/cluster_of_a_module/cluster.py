from couchbase.cluster import Cluster

cluster = Cluster("couchbase://shop.local")
orders = cluster.open_bucket("orders", password=input())
