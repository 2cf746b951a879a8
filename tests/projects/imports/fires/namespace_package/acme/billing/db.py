from couchbase.bucket import Bucket

invoices = Bucket("couchbase://billing.example/invoices")
