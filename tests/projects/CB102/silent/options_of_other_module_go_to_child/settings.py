from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

HOST = "couchbase://tickets.local"


def options():
    return ClusterOptions(PasswordAuthenticator("tickets", "secret"))
