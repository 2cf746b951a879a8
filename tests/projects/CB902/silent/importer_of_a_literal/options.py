# options: --extend-select=CB901
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

OPTIONS = ClusterOptions(PasswordAuthenticator("app", "app-secret"))
