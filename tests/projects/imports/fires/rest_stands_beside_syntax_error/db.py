from couchbase.bucket import Bucket

bucket = Bucket("couchbase://rest.example/rest")
