import os

import pkg.holder as pkg
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def cluster():
    if pkg.get() is None:
        pkg.put(Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("u", os.environ["P"]))))
    return pkg.get()
