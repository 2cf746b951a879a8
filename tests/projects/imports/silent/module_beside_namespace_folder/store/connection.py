from couchbase.bucket import Bucket

bucket = Bucket("couchbase://store.example/store")
