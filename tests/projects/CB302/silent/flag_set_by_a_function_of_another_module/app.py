"""A function of another module sets the flag of an object that it is given."""
from couchbase.bucket import Bucket

from state import Flag, stop


def main():
    flag = Flag()
    bucket = Bucket("couchbase://localhost/flags")
    bucket.upsert("begin", 1)
    bucket._close()
    stop(flag)
    if not flag.done:
        bucket.upsert("end", 1)


main()
