from couchbase.cluster import Cluster
from security import CERTS, client_certificate

cluster = Cluster("couchbase://db1?certpath=" + CERTS + "/client.pem")
cluster.authenticate(client_certificate())
bucket = cluster.open_bucket("orders")
print(bucket.get("order::17").value)
