"""The base opens the bucket that the subclass names."""
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://zoo.example.com")
cluster.authenticate(PasswordAuthenticator("zoo", "pw"))


class Keeper:
    bucket_name = "animals"

    def __init__(self):
        self.bucket = cluster.open_bucket(self.bucket_name)

    def feed(self, key):
        self.bucket.counter(key, initial=1)
