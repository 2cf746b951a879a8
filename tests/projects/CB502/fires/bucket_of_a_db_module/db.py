from couchbase.bucket import Bucket

bucket = Bucket("couchbase://warehouse.example/stock")
