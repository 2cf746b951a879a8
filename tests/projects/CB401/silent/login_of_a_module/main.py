from login import login

cluster = login("couchbase://shop.local", input())
print(cluster.open_bucket("orders").get("1").value)
