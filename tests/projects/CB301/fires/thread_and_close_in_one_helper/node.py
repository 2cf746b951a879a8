"""The helper starts and closes; what it closes it does not know, so that this file tells of it."""

from couchbase.bucket import Bucket
from shutdown import say_goodbye


def main():
    bucket = Bucket("couchbase://cluster.example.net/nodes", username="node", password="pw")
    bucket.upsert("node::7", {"up": True})
    say_goodbye(bucket, 7)  # CB301: "a thread"


if __name__ == "__main__":
    main()
