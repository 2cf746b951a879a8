from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


def make(user, password, tls=False):
    options = ClusterOptions(PasswordAuthenticator(user, password))
    options["enable_tls"] = tls
    return options
