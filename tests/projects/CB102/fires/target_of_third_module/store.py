from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_cluster = Cluster("couchbase://video.local", ClusterOptions(PasswordAuthenticator("video", "secret")))
titles = _cluster.bucket("video").default_collection()
