import options
from couchbase.cluster import Cluster

cluster = Cluster("couchbase://db1?cert_path=/etc/ssl/cb.pem", options.make("app", "app-pw", tls=True))
print(cluster.ping())
cluster.close()
