# What an earlier release did.
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://catalog.example/catalog")
