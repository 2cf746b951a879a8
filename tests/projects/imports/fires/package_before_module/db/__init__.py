from couchbase.bucket import Bucket

bucket = Bucket("couchbase://both.example/both")
