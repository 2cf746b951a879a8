from .base import *

COUCHBASE_URL = "couchbase://%s/%s?%s" % (COUCHBASE_HOST, COUCHBASE_BUCKET, COUCHBASE_OPTIONS)
