from couchbase.bucket import Bucket

bucket = Bucket("couchbase://clinic.local/patients")
