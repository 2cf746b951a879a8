import csv
import sys

import jobs.pool

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbase://library.example", ClusterOptions(PasswordAuthenticator("lib", "lib-pw")))
    books = cluster.bucket("library").scope("stock").collection("books")
    for title, shelf in csv.reader(sys.stdin):
        jobs.pool.later(books.upsert, title, {"shelf": shelf})
    cluster.close()  # CB301


if __name__ == "__main__":
    main()
