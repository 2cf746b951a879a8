from couchbase.bucket import Bucket

bucket = Bucket("couchbase://beers.example/beer-sample")
