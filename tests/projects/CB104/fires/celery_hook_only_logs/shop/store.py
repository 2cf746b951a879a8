from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/shop", password="secret")
