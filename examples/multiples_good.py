"""Copy hotels from one scope to another through one connection. Written for the 4.x SDK."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.exceptions import DocumentNotFoundException
from couchbase.options import ClusterOptions


def copy(keys, options):
    cluster = Cluster("couchbase://db.example.com", options)
    travel = cluster.bucket("travel-sample")
    for key in keys:
        try:
            hotel = travel.scope("inventory").collection("hotel").get(key)
        except DocumentNotFoundException:
            continue
        travel.scope("archive").collection("hotel").upsert(key, hotel.content_as[dict])


def main():
    copy(sys.argv[3:], ClusterOptions(PasswordAuthenticator(sys.argv[1], sys.argv[2])))


if __name__ == "__main__":
    main()
