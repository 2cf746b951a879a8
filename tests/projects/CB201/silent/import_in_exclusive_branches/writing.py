"""The bucket of the node that writes."""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://mirror.example/files", username="mirror", password="pw")
bucket.upsert("writer", "alive", ttl=60)
