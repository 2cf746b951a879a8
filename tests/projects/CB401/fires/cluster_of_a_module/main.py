from cluster import cluster

orders = cluster.open_bucket("orders")  # CB401
print(orders.get("1").value)
