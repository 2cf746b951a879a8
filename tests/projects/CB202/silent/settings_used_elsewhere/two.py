from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

import conf

options = ClusterOptions(PasswordAuthenticator("a", "b"))
for env in ("dev", "prod"):
    conf.use(env)
    c = Cluster(conf.settings.url, options)
    print(c.ping())
    c.close()
