"""The bucket of a node that answers readers."""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://mirror.example/files", username="mirror", password="pw", quiet=True)
