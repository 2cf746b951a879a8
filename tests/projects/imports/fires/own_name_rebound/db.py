from couchbase.bucket import Bucket

bucket = Bucket("couchbase://names.example/names")
