from acouchbase.cluster import Cluster
from bridge import Bridge
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

bridge = Bridge()
cluster = bridge(Cluster.connect("couchbase://sb.example", ClusterOptions(PasswordAuthenticator("s", "b"))))
collection = cluster.bucket("sb").default_collection()
bridge(collection.upsert("k", {"n": 1}))
print(bridge(collection.get("k")).content_as[dict])
bridge(cluster.close())
