from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_options = ClusterOptions(PasswordAuthenticator("shop", "shop-pw"))
orders = Cluster("couchbase://orders.example", _options)
audit = Cluster("couchbase://audit.example", _options)


def close_audit():
    audit.close()
