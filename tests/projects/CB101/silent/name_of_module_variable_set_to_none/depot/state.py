from couchbase.bucket import Bucket

bucket = None


def connect():
    global bucket
    bucket = Bucket("couchbase://depot.local/goods")


def forget():
    global bucket
    bucket = None
