"""A store that can be searched: its base has connected already."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from .base import URL, Store


class SearchStore(Store):
    def __init__(self, scope):
        super().__init__(scope)
        self.searcher = Cluster(URL, ClusterOptions(PasswordAuthenticator("inv", "pw")))  # CB201

    def named(self, name):
        statement = "SELECT RAW META(i).id FROM inventory i WHERE i.name = $1"
        return list(self.searcher.query(statement, name))
