from couchbase.bucket import Bucket

bucket = Bucket("couchbase://news/articles")
