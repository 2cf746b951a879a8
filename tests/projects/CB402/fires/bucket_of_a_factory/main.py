from db import bucket

orders = bucket("orders", input())
orders.authenticate(username="clerk", password=input())  # CB402
print(orders.get("1").value)
