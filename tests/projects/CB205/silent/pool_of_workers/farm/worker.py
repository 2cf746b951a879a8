"""A worker with a bucket of its own."""
from couchbase.bucket import Bucket


class Worker:
    def __init__(self, number):
        self.number = number
        self.bucket = Bucket("couchbase://farm.example.com/jobs", username="farm", password="pw")

    def done(self, job):
        self.bucket.upsert(job, {"by": self.number})
