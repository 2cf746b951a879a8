"""Both clusters are asked for through one getter, which finds another place each time."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from place import current, place


def connect():
    return Cluster(current(), ClusterOptions(PasswordAuthenticator("beer", "hops")))


def compare():
    place.url = "couchbase://old.example.org"
    old = connect()
    place.url = "couchbase://new.example.org"
    new = connect()
    print(old.ping(), new.ping())


compare()
