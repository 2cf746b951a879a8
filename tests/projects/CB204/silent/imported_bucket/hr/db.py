"""The bucket with the staff, opened with the module."""
from couchbase.bucket import Bucket

staff = Bucket("couchbase://hr.example.com/staff", username="hr", password="pw")
