from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Database:
    cluster = None

    def connect(self, connstr, user, password):
        self.cluster = Cluster(connstr, ClusterOptions(PasswordAuthenticator(user, password)))

    def close(self):
        if self.cluster is not None:
            self.cluster.close()


database = Database()
