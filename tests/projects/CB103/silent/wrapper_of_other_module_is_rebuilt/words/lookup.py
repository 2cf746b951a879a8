from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Words:
    def __init__(self, host):
        self.host = host
        self._words = None

    def __reduce__(self):
        return (Words, (self.host,))

    def meaning(self, word):
        if self._words is None:
            options = ClusterOptions(PasswordAuthenticator("words", "secret"))
            self._words = Cluster(self.host, options).bucket("words").default_collection()
        return self._words.get(word).content_as[str]
