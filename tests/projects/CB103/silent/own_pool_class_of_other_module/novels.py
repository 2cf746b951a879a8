from couchbase.bucket import Bucket

from inline.pool import Pool


def _length(pair):
    bucket, key = pair
    return len(bucket.get(key).value)


def main():
    novels = Bucket("couchbase://library.local/novels")
    print(Pool(2).map(_length, [(novels, "emma"), (novels, "persuasion")]))


if __name__ == "__main__":
    main()
