"""Touch the sessions that are still in use. Written for the 2.x SDK."""

import sys

from couchbase.bucket import Bucket


def main():
    bucket = Bucket("couchbase://db.example.com/sessions", password=input("password: "))
    with bucket.pipeline():
        for session in sys.stdin:
            bucket.touch(session.strip(), ttl=3600)
        bucket._close()


if __name__ == "__main__":
    main()
