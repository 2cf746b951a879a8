from db import bucket

print(bucket.get("1").value)
