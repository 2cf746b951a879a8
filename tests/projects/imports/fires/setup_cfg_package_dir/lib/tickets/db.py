from couchbase.bucket import Bucket

bucket = Bucket("couchbase://tickets.example/tickets")


def close():
    bucket._close()
