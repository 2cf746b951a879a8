from couchbase.bucket import Bucket

bucket = Bucket("couchbase://patch.example/patch")
