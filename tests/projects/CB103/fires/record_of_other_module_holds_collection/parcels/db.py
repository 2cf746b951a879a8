from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def collection(host):
    login = PasswordAuthenticator("post", "secret")
    return Cluster(host, ClusterOptions(login)).bucket("post").default_collection()
