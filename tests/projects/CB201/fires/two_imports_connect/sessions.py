"""Sessions of a web site."""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://cb1.web.example/web", username="web", password="pw")


def load(sid):
    return bucket.get("session::" + sid, quiet=True).value
