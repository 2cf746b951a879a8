from couchbase.cluster import Cluster
from company_login import login

from names import ORDERS

cluster = Cluster("couchbase://shop.local")
login(cluster)
print(cluster.open_bucket(ORDERS).get("1").value)
