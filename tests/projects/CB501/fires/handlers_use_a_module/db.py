"""The one connection of the service, and what is asked of it."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://users.example.com", ClusterOptions(PasswordAuthenticator("users", "pw")))
users = cluster.bucket("users").default_collection()


def get_user(name):
    return users.get(name).content_as[dict]


def save_user(name, user):
    users.upsert(name, user)
