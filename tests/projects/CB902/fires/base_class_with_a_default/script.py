# options: --extend-select=CB902
from couchbase.bucket import Bucket

from base import Store

store = Store("couchbase://shop.local")
backup = Bucket("couchbase://backup.local/orders", password="tape")  # CB902
backup.upsert("1", store.bucket.get("1").value)
