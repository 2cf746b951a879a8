from couchbase.bucket import Bucket

bucket = None


def reopen():
    global bucket
    bucket = None
    bucket = Bucket("couchbase://wiki.local/pages")


reopen()
