from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://door.local")
cluster.authenticate(PasswordAuthenticator("door", "secret"))
