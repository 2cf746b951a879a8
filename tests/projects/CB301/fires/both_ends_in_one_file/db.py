from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://files.example", ClusterOptions(PasswordAuthenticator("files", "files-pw")))
