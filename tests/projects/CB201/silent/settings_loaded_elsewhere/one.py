from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from conf import Settings

options = ClusterOptions(PasswordAuthenticator("a", "b"))
settings = Settings()
old = Cluster(settings.url, options)
settings.load("prod")
new = Cluster(settings.url, options)
