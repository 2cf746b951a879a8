from couchbase.bucket import Bucket

import parallel


def _length(pair):
    bucket, key = pair
    return len(bucket.get(key).value)


def main():
    novels = Bucket("couchbase://library.local/novels")
    keys = novels.get("shelf").value
    print(parallel.run_all(len, keys))
    print(parallel.run_all(_length, [(novels, key) for key in keys]))  # CB103: "opened on line 12"


if __name__ == "__main__":
    main()
