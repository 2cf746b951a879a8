"""What the settings are after they were loaded is not known."""
from couchbase.bucket import Bucket

import settings
from settings import load, options, parse


def copy():
    if not options.get("source"):
        return
    source = Bucket("couchbase://%s/copies" % options["source"])
    source._close()
    source.get("first")  # CB302: "closed on line 12"


def main():
    parse()
    load("copies.json")
    copy()
    if settings.DRY_RUN:
        bucket = Bucket("couchbase://localhost/tries")
        bucket._close()
        bucket.get("first")  # CB302: "closed on line 22"


main()
