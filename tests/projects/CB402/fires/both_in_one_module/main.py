from access import access

cluster, orders = access(input())
print(orders.get("1").value)
