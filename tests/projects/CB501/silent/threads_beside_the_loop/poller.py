"""A thread of its own polls the server."""
import threading
import time

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Poller(threading.Thread):
    def __init__(self, notify):
        super().__init__(daemon=True)
        self.notify = notify

    def run(self):
        cluster = Cluster("couchbase://news.example.com", ClusterOptions(PasswordAuthenticator("news", "pw")))
        news = cluster.bucket("news").default_collection()
        while True:
            self.notify(news.get("latest").content_as[dict])
            time.sleep(1)
