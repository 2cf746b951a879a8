URL = "couchbase://db1?operation_timeout=4&n1ql_timeout=60"
