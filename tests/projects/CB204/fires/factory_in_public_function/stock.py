"""Stock levels of a web shop."""
import stock_db


def level(sku):
    bucket = stock_db.connect()  # CB204
    try:
        return bucket.get(f"stock::{sku}").value["level"]
    finally:
        bucket._close()
