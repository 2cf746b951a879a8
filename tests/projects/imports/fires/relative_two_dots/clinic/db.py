from couchbase.bucket import Bucket

patients = Bucket("couchbase://clinic.example/patients")


def shutdown():
    patients._close()
