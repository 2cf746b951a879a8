from cluster import cluster

print(cluster.open_bucket("orders").get("1").value)
