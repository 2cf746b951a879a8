# For Python 2 only.
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://old.example/old")
print "connected to", bucket
