from couchbase.bucket import Bucket

bucket = Bucket("couchbase://plugins.example/state")
