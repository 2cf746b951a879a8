from couchbase.bucket import Bucket

posts = Bucket("couchbase://db/posts")
