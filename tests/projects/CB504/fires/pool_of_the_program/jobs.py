from gevent.pool import Pool

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://jobs.example/jobs")


def run():
    Pool(4).map(bucket.get, ["a", "b", "c"])  # CB504
