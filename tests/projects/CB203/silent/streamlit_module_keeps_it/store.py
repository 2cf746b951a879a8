from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_beers = None
breweries = Cluster("couchbase://breweries", ClusterOptions(PasswordAuthenticator("app", "secret")))


def beers():
    global _beers
    if _beers is None:
        _beers = Cluster("couchbase://beers", ClusterOptions(PasswordAuthenticator("app", "secret")))
    return _beers
