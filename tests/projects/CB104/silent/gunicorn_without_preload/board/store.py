from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

login = PasswordAuthenticator("board", "secret")
messages = Cluster("couchbase://board.local", ClusterOptions(login)).bucket("board").default_collection()
