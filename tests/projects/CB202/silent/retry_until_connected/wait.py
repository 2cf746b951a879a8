"""The loop ends with the first call that succeeds."""
import time

from couchbase.exceptions import CouchbaseException

from slow_db import connect

for attempt in range(10):
    try:
        cluster = connect()
        break
    except CouchbaseException as error:
        print("attempt", attempt, "failed:", error)
        time.sleep(2**attempt)
else:
    raise SystemExit("no connection")

print(cluster.bucket("slow").default_collection().get("ready").content_as[bool])
