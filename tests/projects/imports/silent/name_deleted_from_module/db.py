from couchbase.bucket import Bucket

bucket = Bucket("couchbase://delete.example/delete")
