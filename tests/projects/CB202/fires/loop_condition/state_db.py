"""The state of builds."""
import settings
from couchbase.bucket import Bucket


def state():
    return Bucket(settings.URL, username="ci", password="pw")
