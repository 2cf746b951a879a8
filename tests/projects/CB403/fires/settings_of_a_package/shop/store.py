from couchbase.bucket import Bucket

from shop import settings

bucket = Bucket(settings.COUCHBASE_URL)  # CB403: "the option 'n1ql_timout' in its connection string: write 'n1ql_timeout'"


def product(number):
    return bucket.get(f"product::{number}").value
