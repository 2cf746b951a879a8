from settings_query import limit

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/settings")
value = limit(bucket)
bucket._close()
print(value)
