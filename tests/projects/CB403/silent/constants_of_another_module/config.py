HOSTS = ["db1", "db2"]
CONNECTION_STRING = "couchbase://" + ",".join(HOSTS)
OPTIONS = "network=external&enable_dns_srv=false"
OLD_CONNECTION_STRING = CONNECTION_STRING + "/orders?operation_timeout=4"
