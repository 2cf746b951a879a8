from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from probe import is_up

if is_up("cbprobe://db1?wait=2"):
    cluster = Cluster("couchbase://db1", ClusterOptions(PasswordAuthenticator("app", "app-pw")))
    print(cluster.ping())
    cluster.close()
