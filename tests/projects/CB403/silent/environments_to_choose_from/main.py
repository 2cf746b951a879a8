from config import current
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

config = current()
cluster = Cluster(config.URL, ClusterOptions(PasswordAuthenticator("app", "app-pw")))
print(cluster.ping())
cluster.close()
