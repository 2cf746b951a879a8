from couchbase.bucket import Bucket

bucket = Bucket("couchbase://10.2.2.2/runs")


def finish(status):
    bucket._close()
    bucket.upsert("last-run", {"status": status})  # CB302
