from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_login = PasswordAuthenticator("warehouse", "secret")
_cluster = Cluster("couchbases://warehouse.local", ClusterOptions(_login))
stock = _cluster.bucket("warehouse").default_collection()
