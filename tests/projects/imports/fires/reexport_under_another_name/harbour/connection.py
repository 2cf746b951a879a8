from couchbase.bucket import Bucket

_bucket = Bucket("couchbase://harbour.example/ships")
