"""A log, and the instance that everybody may use."""
from couchbase.bucket import Bucket


class Log:
    def __init__(self, area):
        self.area = area
        self._bucket = Bucket("couchbase://audit.example.com/log", username="audit", password="pw")

    def write(self, text):
        self._bucket.append(self.area, text + "\n")


default = Log("general")
