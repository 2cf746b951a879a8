from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect(address, auth):
    host, _, bucket = address.partition("/")
    cluster = Cluster(f"couchbase://{host}", ClusterOptions(auth))
    return cluster.bucket(bucket)
