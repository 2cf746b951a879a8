from db import open_bucket_on

bucket = open_bucket_on("db1.internal")
print(bucket.get("order::17").value)
