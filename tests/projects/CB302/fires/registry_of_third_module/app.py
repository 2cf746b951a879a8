from couchbase.cluster import Cluster, ClusterOptions
from couchbase.auth import PasswordAuthenticator
from base import Base
from hooks import register


@register
def flush(cluster):
    cluster.ping()  # CB302


class Repo(Base):
    def __init__(self):
        self.cluster = Cluster("couchbase://db", ClusterOptions(PasswordAuthenticator("u", "p")))
