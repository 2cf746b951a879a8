from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://travel.example", ClusterOptions(PasswordAuthenticator("api", "api-pw")))


def close():
    cluster.close()
