# options: --extend-select=CB902
from couchbase.bucket import Bucket

from factories import user


def fill(dsn, password):
    users = Bucket(dsn, password=password)
    users.upsert("host", user())
    return users
