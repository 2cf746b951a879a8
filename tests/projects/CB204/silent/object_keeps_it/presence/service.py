"""The service keeps what it got from the factory, all its methods use that."""
from presence import db


class Presence:
    def __init__(self):
        self.bucket = db.connect("presence")

    def seen(self, user):
        self.bucket.upsert(user, "online", ttl=60)

    def is_online(self, user):
        return self.bucket.get(user, quiet=True).success
