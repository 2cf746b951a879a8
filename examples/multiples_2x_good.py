"""Print what two teams brew, over one connection. Written for the 2.x SDK."""

import sys

from couchbase.cluster import Cluster, PasswordAuthenticator
from couchbase.n1ql import N1QLQuery


def main():
    cluster = Cluster("couchbase://db.example.com")
    cluster.authenticate(PasswordAuthenticator("brewer", sys.argv[1]))
    beers = cluster.open_bucket("beer-sample")
    for row in beers.n1ql_query(N1QLQuery("SELECT name FROM `beer-sample` WHERE style = $1", "ale")):
        print(row["name"])
    for row in beers.n1ql_query(N1QLQuery("SELECT name FROM `beer-sample` WHERE style = $1", "lager")):
        print(row["name"])


if __name__ == "__main__":
    main()
