from couchbase.bucket import Bucket

bucket = Bucket("couchbase://books.example/books")


def shutdown():
    bucket._close()
