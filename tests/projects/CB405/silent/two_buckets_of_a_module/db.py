from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://pub.local")
cluster.authenticate(PasswordAuthenticator("host", input()))
beers = cluster.open_bucket("beers")
wines = cluster.open_bucket("wines")
