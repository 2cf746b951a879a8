from couchbase.bucket import Bucket

bucket = Bucket("couchbase://all.example/all")
