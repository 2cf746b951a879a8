"""The one bucket."""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://db.example.com/shop", username="shop", password="pw")
