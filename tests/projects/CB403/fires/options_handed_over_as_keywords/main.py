from db import connect

QUERY = "read_chunksize=4096"

bucket = connect("db1", "orders", query=QUERY)  # CB403: "write 'read_chunk_size'"
print(bucket.get("order::17").value)
