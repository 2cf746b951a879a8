"""One end of a transfer."""
from couchbase.bucket import Bucket


class Endpoint:
    def __init__(self, url):
        self.bucket = Bucket(url, username="sync", password="pw")

    def version(self):
        return self.bucket.get("version").value
