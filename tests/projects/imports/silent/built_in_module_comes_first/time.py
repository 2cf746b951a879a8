# A built-in module of this name is always found before the file.
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://clock.example/time")
