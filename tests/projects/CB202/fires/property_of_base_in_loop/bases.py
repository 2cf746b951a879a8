"""The base of all importers."""
from couchbase.bucket import Bucket


class Importer:
    bucket_name = "imports"

    @property
    def bucket(self):
        return Bucket("couchbase://in.example/" + self.bucket_name, username="in", password="pw")
