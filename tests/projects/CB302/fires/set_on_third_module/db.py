from couchbase.cluster import Cluster, ClusterOptions
from couchbase.auth import PasswordAuthenticator
import state


def connect():
    state.client = Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("u", "p")))
