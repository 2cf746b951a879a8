# options: --cb-start-method=forkserver
from couchbase.bucket import Bucket

seats = Bucket("couchbase://theatre.local/seats")
