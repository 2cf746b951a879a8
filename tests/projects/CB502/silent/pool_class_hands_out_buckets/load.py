from concurrent.futures import ThreadPoolExecutor

from pool import BucketPool

pool = BucketPool("couchbase://load.example/rows", 8)


def load(number):
    with pool.bucket() as bucket:
        bucket.upsert(f"row:{number}", {})


with ThreadPoolExecutor(max_workers=8) as executor:
    list(executor.map(load, range(100)))
