"""A node that answers with its version."""
from couchbase.bucket import Bucket


class Replica:
    def __init__(self, connection_string):
        self.bucket = Bucket(connection_string, username="replica", password="pw")

    def version(self):
        return self.bucket.get("version").value
