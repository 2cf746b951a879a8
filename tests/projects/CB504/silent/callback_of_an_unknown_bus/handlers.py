from couchbase.bucket import Bucket

bucket = Bucket("couchbase://bus.local/messages")


def keep(message):
    bucket.upsert(message["id"], message)
