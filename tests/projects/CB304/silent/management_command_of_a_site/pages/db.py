from couchbase.bucket import Bucket

bucket = Bucket("couchbase://site.example/pages")
