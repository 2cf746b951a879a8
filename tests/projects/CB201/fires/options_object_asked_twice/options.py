"""Where the cluster is and who may enter; each call of the method makes another one."""
import dataclasses
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@dataclasses.dataclass
class Options:
    url: str = "couchbases://cb.sync.example"
    user: str = "sync"

    def Cluster(self):
        auth = PasswordAuthenticator(self.user, os.environ["SYNC_PASSWORD"])
        return Cluster(self.url, ClusterOptions(auth))
