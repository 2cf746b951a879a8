from db import orders

print(orders.get("1").value)
