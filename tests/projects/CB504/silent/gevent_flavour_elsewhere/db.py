from gcouchbase.bucket import Bucket

bucket = Bucket("couchbase://pages.local/pages", password="pw")
