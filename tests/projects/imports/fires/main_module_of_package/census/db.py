from couchbase.bucket import Bucket

people = Bucket("couchbase://census.example/people")
