from . import db


class Song:
    def __init__(self, key):
        self.key = key

    def load(self):
        return db.bucket.get(self.key).value
