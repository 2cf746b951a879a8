"""Of many paths that lead to the start, few have left the bucket of the other module open."""

from multiprocessing import Process

from couchbase.bucket import Bucket
from plans import another, wants

import store


def connect():
    if wants("cache"):
        return Bucket("couchbase://cache.example.com/cache", password="secret")
    return Bucket("couchbase://cache.example.com/spare", password="secret")


def main():
    audit = None
    if wants("audit"):
        audit = Bucket("couchbase://db.example.com/audit", password="secret")
    while another():
        cache = connect()  # CB202
        cache.get("size")
    if audit:
        store.orders._close()
    Process(target=store.note, args=(store.orders,)).start()  # CB101 # CB102
    if audit:
        audit.get("end")


if __name__ == "__main__":
    main()
