from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://museum.example", ClusterOptions(PasswordAuthenticator("museum", "museum-pw")))


def close():
    cluster.close()
