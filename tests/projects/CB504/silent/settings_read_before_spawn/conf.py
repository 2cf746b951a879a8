from couchbase.bucket import Bucket

bucket = Bucket("couchbase://conf.local/conf")


def settings():
    return bucket.get("settings").value
