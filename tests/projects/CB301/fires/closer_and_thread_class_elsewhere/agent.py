from couchbase.bucket import Bucket, LOCKMODE_WAIT
from poller import Poller
from shutdown import release

bucket = Bucket("couchbase://10.4.0.2/leases", lockmode=LOCKMODE_WAIT, password="barley")
bucket.upsert("lease", {"owner": "agent"})
Poller(bucket, "lease").start()
release(bucket)  # CB301
