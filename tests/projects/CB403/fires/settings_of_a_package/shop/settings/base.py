COUCHBASE_HOST = "localhost"
COUCHBASE_BUCKET = "shop"
COUCHBASE_OPTIONS = "operation_timeout=4&n1ql_timout=60"
