from couchbase.bucket import Bucket

rides = Bucket("couchbase://taxi.local/rides")
