from couchbase.bucket import Bucket

orders = Bucket("couchbase://shop.local/orders")
