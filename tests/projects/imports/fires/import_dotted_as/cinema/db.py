from couchbase.bucket import Bucket

seats = Bucket("couchbase://cinema.example/seats")
