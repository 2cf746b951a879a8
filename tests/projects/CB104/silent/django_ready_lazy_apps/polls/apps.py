from couchbase.bucket import Bucket
from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "polls"

    def ready(self):
        self.bucket = Bucket("couchbase://localhost/polls", password="secret")
