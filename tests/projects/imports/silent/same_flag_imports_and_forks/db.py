from couchbase.bucket import Bucket

bucket = Bucket("couchbase://flags.example/flags")
