from couchbase.cluster import Cluster

from settings import URL

cluster = Cluster(URL)
