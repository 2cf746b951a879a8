"""What the application has one of."""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://books.example.com/books", username="books", password="pw")
