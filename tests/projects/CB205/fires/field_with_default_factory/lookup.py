"""The default factory of the field opens for every instance."""
from dataclasses import dataclass, field

from couchbase.bucket import Bucket

import dict_db


@dataclass
class Lookup:
    language: str
    bucket: Bucket = field(default_factory=dict_db.words)

    def word(self, key):
        return self.bucket.get(key).value[self.language]
