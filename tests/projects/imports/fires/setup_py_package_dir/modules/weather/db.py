from couchbase.bucket import Bucket

bucket = Bucket("couchbase://weather.example/stations")
