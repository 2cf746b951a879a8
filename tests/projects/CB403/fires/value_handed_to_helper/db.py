import os

from couchbase.bucket import Bucket

ALLOWED = ("all", "cccp", "http")


class Settings:
    def __init__(self, host, bucket, bootstrap="all"):
        self.host = host
        self.bucket = bucket
        self.bootstrap = bootstrap

    @property
    def url(self):
        return "couchbase://%s/%s?bootstrap_on=%s" % (self.host, self.bucket, self.bootstrap)


def connect(settings):
    return Bucket(settings.url, password=os.environ["CB_PASSWORD"])
