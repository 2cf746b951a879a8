from couchbase.bucket import Bucket

bucket = Bucket("couchbase://library.example/books")


def close():
    bucket._close()
