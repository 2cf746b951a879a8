"""Count page views in the background, and close when all are counted. Written for the 4.x SDK."""

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
    with ThreadPoolExecutor(max_workers=4) as executor:
        for line in sys.stdin:
            executor.submit(count, views, line.strip())
    cluster.close()


if __name__ == "__main__":
    main()
