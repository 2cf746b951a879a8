from couchbase.bucket import Bucket

bucket = Bucket("couchbase://import-1/staging")


def stop():
    bucket._close()
