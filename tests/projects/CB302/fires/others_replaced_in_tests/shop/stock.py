import logging

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

log = logging.getLogger(__name__)


def connected(host):
    return Cluster(f"couchbase://{host}", ClusterOptions(PasswordAuthenticator("shop", "secret")))


class Stock:
    def __init__(self, host):
        self.cluster = connected(host)
        self.items = self.cluster.bucket("stock").default_collection()

    def level(self, sku):
        return self.items.get(sku).content_as[dict]["level"]

    def close(self):
        log.info("closed")
        self.cluster.close()
