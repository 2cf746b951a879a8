import sys

from db import connect

cluster = connect("couchbase://reports.internal?query_timeout=75", "reports", sys.argv[1])  # CB403: "cannot take 'query_timeout=75'"
for row in cluster.query("SELECT status, COUNT(*) AS n FROM orders GROUP BY status"):
    print(row["status"], row["n"])
