"""A class method makes the instances, by way of cls()."""
import json

from couchbase.bucket import Bucket


class Profile:
    def __init__(self, name):
        self.name = name
        self.bucket = Bucket("couchbase://people.example.com/profiles", username="people", password="pw")

    @classmethod
    def from_file(cls, path):
        with open(path) as source:
            return cls(json.load(source)["name"])

    def email(self):
        return self.bucket.get(self.name).value["email"]
