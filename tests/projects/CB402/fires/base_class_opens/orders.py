from couchbase.cluster import PasswordAuthenticator

from base import Connected


class Orders(Connected):
    def __init__(self, host, user, password):
        super().__init__(host, password)
        self.cluster.authenticate(PasswordAuthenticator(user, password))  # CB402
