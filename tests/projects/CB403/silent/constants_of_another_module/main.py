import config
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

options = ClusterOptions(PasswordAuthenticator("app", "app-pw"))
cluster = Cluster("?".join([config.CONNECTION_STRING, config.OPTIONS]), options)
print(cluster.ping())
cluster.close()
