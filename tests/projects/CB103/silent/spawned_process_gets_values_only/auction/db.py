from couchbase.bucket import Bucket

lots = Bucket("couchbase://auction.local/lots")
