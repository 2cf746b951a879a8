from couchbase.cluster import Cluster

bucket = Cluster("couchbase://shop.local").open_bucket("orders", password=input())
