HOSTS = "db1,db2"
BUCKET = "orders"
CONNECTION_STRING = f"couchbase://{HOSTS}/{BUCKET}"
