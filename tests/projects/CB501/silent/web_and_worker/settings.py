from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

URL = "couchbase://post.example.com"


def options():
    return ClusterOptions(PasswordAuthenticator("post", "pw"))
