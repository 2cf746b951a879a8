import atexit

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://news.example", ClusterOptions(PasswordAuthenticator("news", "news-pw")))
# This runs after all threads have ended.
atexit.register(cluster.close)
