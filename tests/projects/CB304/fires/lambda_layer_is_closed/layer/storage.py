import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

CLUSTER = Cluster(
    os.environ["CB_HOST"], ClusterOptions(PasswordAuthenticator(os.environ["CB_USER"], os.environ["CB_PASSWORD"]))
)
