from couchbase.bucket import Bucket

bucket = Bucket("couchbase://games.local/scores")


def close():
    bucket._close()
