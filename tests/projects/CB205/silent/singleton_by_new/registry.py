"""__new__ gives the one instance back."""
from couchbase.bucket import Bucket


class Registry:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            instance = super().__new__(cls)
            instance.bucket = Bucket("couchbase://reg.example.com/registry", username="reg", password="pw")
            cls._instance = instance
        return cls._instance

    def register(self, name):
        self.bucket.insert(name, {})
