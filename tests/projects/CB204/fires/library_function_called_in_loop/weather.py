"""Weather by town: the function connects for each call, whoever calls it."""
import settings
from couchbase.bucket import Bucket


def forecast(town):
    bucket = Bucket(settings.WEATHER, username="weather", password="pw")  # CB204
    return bucket.get(town).value["forecast"]
