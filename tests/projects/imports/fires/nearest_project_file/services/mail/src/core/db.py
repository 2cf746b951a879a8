from couchbase.bucket import Bucket

bucket = Bucket("couchbase://mail.example/mail")
