from couchbase.bucket import Bucket

bucket = Bucket("couchbase://child.example/child")
