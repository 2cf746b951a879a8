# options: --extend-select=CB901
import db


def stop():
    db.bucket.upsert("state", "stopped")
    db.bucket._close()  # CB901
