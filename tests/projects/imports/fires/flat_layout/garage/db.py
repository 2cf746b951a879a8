from couchbase.bucket import Bucket

cars = Bucket("couchbase://garage.example/cars")
