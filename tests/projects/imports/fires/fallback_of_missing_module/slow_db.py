from couchbase.bucket import Bucket

bucket = Bucket("couchbase://chess.example/games")
