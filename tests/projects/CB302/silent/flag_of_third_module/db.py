import os
import state
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("u", os.environ["P"])))



def close():

    state.mark()
    cluster.close()


def get(key):
    if state.closed:
        return None
    return cluster.bucket("b").default_collection().get(key)
