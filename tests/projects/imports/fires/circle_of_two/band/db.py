from couchbase.bucket import Bucket

from . import models

bucket = Bucket("couchbase://band.example/songs")


def first():
    return models.Song("song:1")
