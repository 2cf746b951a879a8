from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

login = PasswordAuthenticator("ml", "secret")
cluster = Cluster("couchbase://ml.local", ClusterOptions(login))
labels = cluster.bucket("images").collection("labels")
