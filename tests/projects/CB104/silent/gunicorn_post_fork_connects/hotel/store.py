from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = None


def connect():
    global cluster
    cluster = Cluster("couchbases://hotel.local", ClusterOptions(PasswordAuthenticator("hotel", "secret")))
