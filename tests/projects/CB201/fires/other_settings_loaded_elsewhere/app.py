from conf import settings
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

options = ClusterOptions(PasswordAuthenticator("a", "b"))
one = Cluster(settings.url, options)
settings.load(2)
two = Cluster(settings.url, options)  # CB201
print(one.ping(), two.ping())
