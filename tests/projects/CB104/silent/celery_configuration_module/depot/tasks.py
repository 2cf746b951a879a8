from couchbase.bucket import LOCKMODE_WAIT, Bucket

from depot.app import app

pallets = Bucket("couchbase://depot.local/pallets", lockmode=LOCKMODE_WAIT, password="pw")


@app.task
def move(pallet, place):
    pallets.upsert(f"pallet::{pallet}", {"place": place})
