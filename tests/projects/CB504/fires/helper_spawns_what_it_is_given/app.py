from couchbase.bucket import Bucket

from background import in_background, wait

bucket = Bucket("couchbase://pages.local/pages")


def count(page):
    bucket.counter(page, initial=1)  # CB504: "background.py line 8"


in_background(count, "/")
wait()
