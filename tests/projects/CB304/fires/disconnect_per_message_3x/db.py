from couchbase.cluster import Cluster, ClusterOptions
from couchbase_core.cluster import PasswordAuthenticator

cluster = Cluster("couchbase://bridge", ClusterOptions(PasswordAuthenticator("b", "b-pw")))
