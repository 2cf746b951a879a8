CONNSTR = "couchbase://wiki.local/pages"
