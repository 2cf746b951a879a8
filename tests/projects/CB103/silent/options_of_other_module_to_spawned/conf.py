from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

HOST = "couchbase://shop.local"
OPTIONS = ClusterOptions(PasswordAuthenticator("shop", "secret"))
