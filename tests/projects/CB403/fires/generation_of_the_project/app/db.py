from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster, ClusterOptions

from app.config import COUCHBASE

cluster = Cluster(COUCHBASE["url"], ClusterOptions(PasswordAuthenticator("app", "pw")))  # CB403: "of 3.x refuses the option 'enable_tls' of 4.x in its connection string: take it out"
bucket = cluster.bucket(COUCHBASE["bucket"])
