from couchbase.bucket import Bucket

bucket = Bucket("couchbase://metrics.local/hits")
