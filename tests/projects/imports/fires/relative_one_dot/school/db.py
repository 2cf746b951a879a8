from couchbase.bucket import Bucket

pupils = Bucket("couchbase://school.example/pupils")
