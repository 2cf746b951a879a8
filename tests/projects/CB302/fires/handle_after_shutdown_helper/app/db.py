from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://inventory.example", ClusterOptions(PasswordAuthenticator("inv", "inv-pw")))
parts = cluster.bucket("inventory").default_collection()


def shutdown():
    cluster.close()
