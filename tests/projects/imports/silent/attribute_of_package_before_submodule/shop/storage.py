from couchbase.bucket import Bucket

bucket = Bucket("couchbase://shop.example/shop")
