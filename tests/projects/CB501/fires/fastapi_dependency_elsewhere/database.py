import os
from functools import cache

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Database:
    def __init__(self, address, user, password):
        self.cluster = Cluster(address, ClusterOptions(PasswordAuthenticator(user, password)))
        self.scope = self.cluster.bucket("wiki").scope("pages")

    def document(self, collection, key):
        return self.scope.collection(collection).get(key)

    def query(self, statement, **parameters):
        return self.scope.query(statement, **parameters)


@cache
def get_database():
    return Database(os.environ["WIKI_HOST"], os.environ["WIKI_USER"], os.environ["WIKI_PASSWORD"])
