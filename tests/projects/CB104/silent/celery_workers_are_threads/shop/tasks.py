from couchbase.bucket import LOCKMODE_WAIT, Bucket

from .app import app

orders = Bucket("couchbase://shop.local/orders", lockmode=LOCKMODE_WAIT, password="pw")


@app.task
def mark_as_sent(order):
    orders.upsert(f"sent::{order}", {"sent": True})
