from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://rates.example", ClusterOptions(PasswordAuthenticator("rates", "rates-pw")))


def close():
    cluster.close()
