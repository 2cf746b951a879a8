"""The base of all importers connects once for each object."""
from functools import cached_property

from couchbase.bucket import Bucket


class Importer:
    bucket_name = "imports"

    @cached_property
    def bucket(self):
        return Bucket("couchbase://in.example/" + self.bucket_name, username="in", password="pw")
