from couchbase.bucket import Bucket

carts = Bucket("couchbase://shop.local/carts")
