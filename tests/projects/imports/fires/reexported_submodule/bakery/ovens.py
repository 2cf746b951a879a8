from couchbase.bucket import Bucket

bucket = Bucket("couchbase://bakery.example/ovens")


def stop():
    bucket._close()
