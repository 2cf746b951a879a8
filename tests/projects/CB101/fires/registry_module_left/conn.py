import os
import registry
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def setup():
    registry.register("db", Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("u", os.environ["P"]))))
