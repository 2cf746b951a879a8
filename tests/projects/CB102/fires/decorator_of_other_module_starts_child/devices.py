from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_options = ClusterOptions(PasswordAuthenticator("iot", "secret"))
_cluster = Cluster("couchbase://iot.local", _options)
devices = _cluster.bucket("iot").default_collection()
