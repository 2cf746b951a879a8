from couchbase.bucket import Bucket

pages = Bucket("couchbase://wiki.local/pages")
