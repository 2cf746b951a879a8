from couchbase.bucket import Bucket

bucket = None


def connect():
    global bucket
    bucket = None
    bucket = Bucket("couchbase://ledger.local/entries")


connect()
