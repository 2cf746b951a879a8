# options: --extend-select=CB902
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from config import load

config = load()
auth = PasswordAuthenticator(config["user"], config["password"])
cluster = Cluster(config["host"], ClusterOptions(auth))
print(cluster.ping())
