# options: --extend-select=CB902
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from config import Config

auth = PasswordAuthenticator(Config.user, Config.password)  # CB902: "falls back"
cluster = Cluster("couchbases://db.example.com", ClusterOptions(auth))
print(cluster.ping())
