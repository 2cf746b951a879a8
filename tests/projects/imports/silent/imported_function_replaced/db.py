from couchbase.bucket import Bucket

bucket = Bucket("couchbase://replace.example/replace")


def stop():
    bucket._close()
