"""Of many paths that lead to the fork, few have left the bucket of the other module open."""

import os
from multiprocessing import Process

from couchbase.bucket import Bucket
from plans import another, wants

import store


def prepare():
    pass


def connect():
    if wants("cache"):
        return prepare()
    return Bucket("couchbase://cache.example.com/cache", password="secret")


def main():
    audit = None
    if wants("audit"):
        audit = Bucket("couchbase://db.example.com/audit", password="secret")
    while another():
        cache = connect()  # CB202
    if audit:
        store.orders._close()
    os.fork()  # CB101 # CB102
    Process(target=store.note, args=(store.orders,)).start()  # CB101 # CB102


if __name__ == "__main__":
    main()
