from db import bucket

print(bucket("orders").get("1").value)
