from couchbase.cluster import PasswordAuthenticator

from cluster import cluster, orders

cluster.authenticate(PasswordAuthenticator("clerk", input()))  # CB402: "in cluster.py line 4"
print(orders.get("1").value)
