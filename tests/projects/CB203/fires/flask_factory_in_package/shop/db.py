"""Makes clusters: whoever calls owns what it gets."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

HOSTS = "couchbase://cb1.shop.example.com,cb2.shop.example.com"


def connect():
    return Cluster(HOSTS, ClusterOptions(PasswordAuthenticator("shop", "pw")))
