from couchbase.bucket import Bucket

bucket = Bucket("couchbase://app.example/app")
