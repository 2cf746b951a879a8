# Beside the script, and thus found before the standard module of this name.
from couchbase.bucket import Bucket

jobs = Bucket("couchbase://queue.example/jobs")
