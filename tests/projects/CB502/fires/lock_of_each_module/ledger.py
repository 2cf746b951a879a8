import locks

from couchbase.bucket import Bucket

_bucket = Bucket("couchbase://bank.example/ledger")


def balance(account):
    with locks.read_lock:
        return _bucket.get(account).value


def book(account, amount):
    with locks.write_lock:
        _bucket.upsert(account, amount)
