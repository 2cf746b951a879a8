from couchbase.bucket import Bucket
from django.apps import AppConfig

from mysite import settings


class PollsConfig(AppConfig):
    name = "polls"

    def ready(self):
        self.bucket = Bucket(settings.COUCHBASE)  # CB104
