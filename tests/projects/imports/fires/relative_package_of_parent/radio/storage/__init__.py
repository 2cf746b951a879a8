from couchbase.bucket import Bucket

songs = Bucket("couchbase://radio.example/songs")
