from couchbase.bucket import Bucket

print(Bucket("pub.local", "beers").bucket, Bucket(host="pub.local", bucket="wines").bucket)
