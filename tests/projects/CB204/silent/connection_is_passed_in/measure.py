"""main() opens, the functions of the other file only use."""
from couchbase.bucket import Bucket

from chain.following import follow, longest


def main():
    bucket = Bucket("couchbase://chain.example.com/chain", username="chain", password="pw")
    print(longest(bucket, ["a", "b"]), longest(bucket, ["c"]))
    for document in follow(bucket, "a"):
        print(document)


if __name__ == "__main__":
    main()
