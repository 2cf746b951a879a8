# options: --extend-select=CB901
from couchbase.bucket import Bucket

bucket = Bucket("beers")
bucket._close()
