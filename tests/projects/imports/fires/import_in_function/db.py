from couchbase.bucket import Bucket

bucket = Bucket("couchbase://farm.example/fields")
