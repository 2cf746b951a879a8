# couchbase: the address of the server
SERVER = "couchbase://missing.example/jobs"
