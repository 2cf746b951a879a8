import settings
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster(settings.URL, ClusterOptions(PasswordAuthenticator("app", "app-pw")))
