from couchbase.bucket import Bucket

bucket = None


def connect():
    global bucket
    bucket = Bucket("couchbase://clinic.local/patients")
