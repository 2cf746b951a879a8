from dataclasses import dataclass

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.collection import Collection
from couchbase.options import ClusterOptions


@dataclass
class Context:
    cluster: Cluster
    sensors: Collection

    @classmethod
    def connect(cls, host):
        cluster = Cluster(f"couchbase://{host}", ClusterOptions(PasswordAuthenticator("plant", "plant-pw")))
        return cls(cluster, cluster.bucket("plant").default_collection())

    def close(self):
        self.cluster.close()
