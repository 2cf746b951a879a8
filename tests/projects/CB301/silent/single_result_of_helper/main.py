from settings_query import limit

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/settings", password="hop-garden")
value = limit(bucket)
bucket._close()
print(value)
