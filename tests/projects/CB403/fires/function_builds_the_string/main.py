from couchbase.bucket import Bucket
from urls import url_of

bucket = Bucket(url_of("db1", "orders"))  # CB403: "cannot take 'fetch_mutation_tokens=yes'"
print(bucket.get("order::17", quiet=True).success)
