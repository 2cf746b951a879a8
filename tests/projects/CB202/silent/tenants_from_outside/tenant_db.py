"""Each tenant has a host."""
from couchbase.bucket import Bucket


def connect(host):
    return Bucket("couchbase://%s/tenant" % host, username="saas", password="pw")
