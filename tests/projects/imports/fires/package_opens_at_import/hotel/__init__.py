from couchbase.bucket import Bucket

bucket = Bucket("couchbase://hotel.example/rooms")
