from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")
