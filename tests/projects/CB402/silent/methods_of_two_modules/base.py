from couchbase.cluster import Cluster, PasswordAuthenticator


class Access:
    def __init__(self, host):
        self.cluster = Cluster(host)

    def login(self, user, password):
        self.cluster.authenticate(PasswordAuthenticator(user, password))
