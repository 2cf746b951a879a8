import pool

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    cluster = Cluster("couchbase://library.example", ClusterOptions(PasswordAuthenticator("lib", "lib-pw")))
    books = cluster.bucket("library").default_collection()
    for number in range(10):
        pool.later(books.upsert, f"book::{number}", {"number": number})
    pool.finish()
    cluster.close()


if __name__ == "__main__":
    main()
