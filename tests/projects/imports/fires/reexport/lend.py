from library import bucket, close

bucket.upsert("book:1", {"lent": True})
close()
print(bucket.get("book:1").value)  # CB302
