from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster, ClusterOptions

from shop.urls import url

cluster = Cluster(url("db1"), ClusterOptions(PasswordAuthenticator("app", "pw")))
