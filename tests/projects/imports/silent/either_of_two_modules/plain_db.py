import json

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://either.example/either")
encode = json.dumps
