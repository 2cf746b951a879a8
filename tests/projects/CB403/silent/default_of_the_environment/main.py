from config import CONNECTION_STRING, HOST
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

auth = PasswordAuthenticator("app", "app-pw")
with Cluster(CONNECTION_STRING, ClusterOptions(auth)) as cluster, Cluster("couchbase://" + HOST, ClusterOptions(auth)) as other:
    print(cluster.ping(), other.ping())
