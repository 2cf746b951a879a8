from couchbase.cluster import Cluster

from access import authenticator

cluster = Cluster("couchbase://pub.local")
cluster.authenticate(authenticator("host", input()))
print(cluster.open_bucket("beers").get("stout").value)
