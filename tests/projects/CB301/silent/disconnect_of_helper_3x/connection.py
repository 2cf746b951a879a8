from couchbase.cluster import Cluster, ClusterOptions
from couchbase_core.cluster import PasswordAuthenticator

cluster = Cluster("couchbase://sea.example", ClusterOptions(PasswordAuthenticator("sea", "sea-pw")))


def leave():
    # The buckets stay as they are.
    cluster.disconnect()
