from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

import conf

options = ClusterOptions(PasswordAuthenticator("a", "b"))
old = Cluster("couchbase://a", options)
conf.use("prod")
if conf.settings.url == "couchbase://dev":
    new = Cluster("couchbase://a", options)
