"""A property that looks like an attribute and connects on each access."""
from couchbase.bucket import Bucket


class WithBucket:
    host = "reports.example.com"

    @property
    def bucket(self):
        return Bucket("couchbase://%s/reports" % self.host, username="rep", password="pw")
