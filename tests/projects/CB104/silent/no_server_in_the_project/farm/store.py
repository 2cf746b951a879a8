from couchbase.bucket import Bucket

fields = Bucket("couchbase://farm.local/fields")
