from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_login = PasswordAuthenticator("tax", "secret")
_forms = Cluster("couchbase://tax.local", ClusterOptions(_login)).bucket("tax").default_collection()


def check(number, forms=_forms):
    forms.upsert(number, {"checked": True})
