from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://ropes.example.com", ClusterOptions(PasswordAuthenticator("ropes", "pw")))
ropes = cluster.bucket("ropes").default_collection()


def get_rope(name):
    return ropes.get(name).content_as[dict]


def all_ropes():
    return [row["name"] for row in cluster.query("SELECT name FROM ropes")]
