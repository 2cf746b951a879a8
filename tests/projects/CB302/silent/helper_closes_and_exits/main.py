from failure import give_up

from couchbase.bucket import Bucket


def main():
    bucket = Bucket("couchbase://10.0.0.2/batch")
    state = bucket.get("state", quiet=True)
    if not state.success:
        give_up(bucket, "no state")
    bucket.upsert("state", {"locked": True})


if __name__ == "__main__":
    main()
