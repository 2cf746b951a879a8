# options: --extend-select=CB902
from couchbase.cluster import Cluster

from options import OPTIONS

cluster = Cluster("couchbases://db.example.com", OPTIONS)
print(cluster.ping())
