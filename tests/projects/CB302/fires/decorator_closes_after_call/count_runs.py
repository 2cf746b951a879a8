from released import released

from couchbase.bucket import Bucket


@released
def _count(bucket, name):
    return bucket.counter(name, delta=1, initial=1).value  # CB302


def main():
    bucket = Bucket("couchbase://ci.example/runs")
    builds = _count(bucket, "builds")
    print(builds, _count(bucket, "tests"))


if __name__ == "__main__":
    main()
