import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from cats import load_all

if __name__ == "__main__":
    cluster = Cluster(sys.argv[1], ClusterOptions(PasswordAuthenticator("cats", "pw")))
    load_all(cluster.bucket("cats").default_collection())
    cluster.close()
