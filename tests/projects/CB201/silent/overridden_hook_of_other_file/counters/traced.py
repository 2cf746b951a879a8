"""The hook of the subclass takes the place of the base's: one of them runs."""
import logging

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from counters.plain import Counter


class TracedCounter(Counter):
    def connect(self):
        logging.info("connecting")
        return Cluster("couchbase://count.example.com", ClusterOptions(PasswordAuthenticator("c", "pw")))


if __name__ == "__main__":
    print(TracedCounter().count("visits"))
