"""Options of the audit log."""
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Options:
    def __init__(self, url, password):
        self.url = url
        self.password = password

    @classmethod
    def from_environment(cls):
        return cls(os.environ["AUDIT_URL"], os.environ["AUDIT_PASSWORD"])

    def Cluster(self):
        return Cluster(self.url, ClusterOptions(PasswordAuthenticator("audit", self.password)))
