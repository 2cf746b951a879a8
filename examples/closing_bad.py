"""Count page views in the background. Written for the 4.x SDK."""

import sys
from concurrent.futures import ThreadPoolExecutor

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def count(views, page):
    views.binary().increment(page)


def main():
    cluster = Cluster("couchbase://db.example.com", ClusterOptions(PasswordAuthenticator("web", sys.argv[1])))
    views = cluster.bucket("views").default_collection()
    executor = ThreadPoolExecutor(max_workers=4)
    for line in sys.stdin:
        executor.submit(count, views, line.strip())
    cluster.close()
    executor.shutdown()


if __name__ == "__main__":
    main()
