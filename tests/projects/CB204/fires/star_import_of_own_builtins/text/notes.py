"""A module that goes on after the star import, as the program does."""
from couchbase.bucket import Bucket

from text.compat import *


def note(key):
    bucket = Bucket("couchbase://node/notes", username="app", password="pw")  # CB204
    return bucket.get(unicode(key)).value
