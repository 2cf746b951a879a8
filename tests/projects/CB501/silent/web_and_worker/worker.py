"""The worker has no loop."""
import time

from couchbase.cluster import Cluster

from settings import URL, options


def main():
    letters = Cluster(URL, options()).bucket("post").default_collection()
    while True:
        letters.upsert("heartbeat", {"at": time.time()})
        time.sleep(5)


if __name__ == "__main__":
    main()
