from locks import bucket_lock

from couchbase.bucket import Bucket

_bucket = Bucket("couchbase://bank.example/ledger")


def balance(account):
    with bucket_lock:
        return _bucket.get(account).value


def book(account, amount):
    with bucket_lock:
        _bucket.upsert(account, amount)
