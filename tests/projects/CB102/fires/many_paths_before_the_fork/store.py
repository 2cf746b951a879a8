from couchbase.bucket import Bucket

orders = Bucket("couchbase://db.example.com/orders", password="secret")


def note(bucket):
    bucket.upsert("started", True)
