from couchbase.bucket import Bucket

from .app import app

receipts = Bucket("couchbase://till.local/receipts", password="pw")


@app.task
def keep(receipt):
    receipts.upsert(f"receipt::{receipt['number']}", receipt)
