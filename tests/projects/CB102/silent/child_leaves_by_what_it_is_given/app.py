import os
from couchbase.bucket import Bucket
from forker import run_child


def job():
    print("job")


def main():
    bucket = Bucket("couchbase://db/b", username="u", password="p")
    pid = run_child(job, os._exit)
    bucket.upsert("pid", pid)


if __name__ == "__main__":
    main()
