from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


def options(password):
    return ClusterOptions(PasswordAuthenticator("app", password))
