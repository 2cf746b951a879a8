import fast_json

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://either.example/either")
encode = fast_json.dumps
