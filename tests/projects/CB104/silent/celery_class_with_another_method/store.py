from couchbase.bucket import Bucket

letters = Bucket("couchbase://post.local/letters", password="l3tters")
