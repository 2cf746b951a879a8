from orders_db import bucket
import audit  # CB201

bucket.upsert("order:1", {"state": "new"})
audit.note("order:1 is new")
