from couchbase.bucket import Bucket

albums = Bucket("couchbase://photos.local/albums")
