from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect(host):
    login = PasswordAuthenticator("photos", "secret")
    return Cluster(host, ClusterOptions(login)).bucket("photos").default_collection()
