from couchbase.cluster import PasswordAuthenticator

from cluster import cluster

cluster.authenticate(PasswordAuthenticator("clerk", input()))
print(cluster.open_bucket("orders").get("1").value)
