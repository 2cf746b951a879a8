# The package of the same name is what an import finds.
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://both.example/both")
