import threading

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Session:
    def __init__(self, dsn):
        self.cluster = Cluster(dsn, ClusterOptions(PasswordAuthenticator("game", "game-pw")))
        self.thread = None

    def __enter__(self):
        return self

    def start(self, function, *args):
        self.thread = threading.Thread(target=function, args=args)
        self.thread.start()

    def __exit__(self, *exc_info):
        if self.thread is not None:
            self.thread.join()
        self.cluster.close()
