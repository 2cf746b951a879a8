"""The database connects when it is made."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from .single import Singleton


class Database(metaclass=Singleton):
    def __init__(self):
        self.cluster = Cluster("couchbase://one.example.com", ClusterOptions(PasswordAuthenticator("one", "pw")))

    def names(self):
        return list(self.cluster.query("SELECT RAW n.name FROM names n"))
