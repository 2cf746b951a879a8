from couchbase.bucket import Bucket

beers = Bucket("couchbase://pub.local/beers", password=input())
