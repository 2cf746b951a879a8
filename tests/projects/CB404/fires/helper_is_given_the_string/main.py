from db import connect

cluster = connect("couchbases://db.example.com?ssl=no_verify", None)  # CB404
print(cluster.ping())
