from couchbase.bucket import Bucket

bucket = Bucket("couchbase://debug.example/debug")
