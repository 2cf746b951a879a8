from couchbase.bucket import Bucket


def open_store():
    return Bucket("couchbase://board.local/messages")
