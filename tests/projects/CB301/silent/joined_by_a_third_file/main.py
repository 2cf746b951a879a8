from copying import start_copies
from threads import join_all

from couchbase.bucket import Bucket, LOCKMODE_WAIT


def main():
    bucket = Bucket("couchbase://copy.example/pages", lockmode=LOCKMODE_WAIT, password="malt")
    threads = start_copies(bucket, ["page:1", "page:2", "page:3"])
    join_all(threads)
    bucket._close()


if __name__ == "__main__":
    main()
