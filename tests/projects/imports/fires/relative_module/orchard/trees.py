from couchbase.bucket import Bucket

bucket = Bucket("couchbase://orchard.example/trees")
