"""The bucket of a dictionary."""
from couchbase.bucket import Bucket


def words():
    return Bucket("couchbase://dict.example.com/words", username="dict", password="pw")
