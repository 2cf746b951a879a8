from couchbase.bucket import Bucket

songs = Bucket("couchbase://music.local/songs")
