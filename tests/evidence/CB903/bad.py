"""A connection is opened, and nothing is ever done with it."""
# options: --extend-select=CB9

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))  # CB902


def main():
    input("nothing is open ...\n")
    cluster = Cluster(NODE, OPTIONS)  # CB903
    input("the program is at work ...\n")


main()
