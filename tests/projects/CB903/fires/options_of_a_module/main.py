# options: --extend-select=CB903
from couchbase.cluster import Cluster

from options import options


def main():
    cluster = Cluster("couchbases://db.example.com", options(input()))  # CB903
    print("connected")


main()
