"""The bucket of a forum."""
from couchbase.bucket import Bucket

URL = "couchbase://forum.example.com/posts"


def open_posts():
    return Bucket(URL, username="forum", password="pw")
