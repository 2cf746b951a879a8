import os

from couchbase.bucket import Bucket


def connect(host, bucket, **options):
    query = options.get("query", "")
    return Bucket(f"couchbase://{host}/{bucket}?{query}", password=os.environ["CB_PASSWORD"])
