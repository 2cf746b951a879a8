from couchbase.bucket import Bucket

bucket = Bucket("couchbase://twice.example/twice")
