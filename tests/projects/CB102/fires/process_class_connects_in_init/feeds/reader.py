import multiprocessing

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class FeedReader(multiprocessing.Process):
    def __init__(self, host):
        super().__init__()
        cluster = Cluster(host, ClusterOptions(PasswordAuthenticator("feeds", "secret")))
        self.feeds = cluster.bucket("feeds").default_collection()

    def run(self):
        self.feeds.upsert("read", True)
