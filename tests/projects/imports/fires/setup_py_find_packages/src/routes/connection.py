from couchbase.bucket import Bucket

routes = Bucket("couchbase://routes.example/routes")
