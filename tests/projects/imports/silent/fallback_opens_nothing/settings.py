# couchbase: used by the deployment only
WORKERS = 2
