"""Mixins for the objects of a game."""
from couchbase.bucket import Bucket


class Connected:
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.bucket = Bucket("couchbase://game.example.com/game", username="game", password="pw")


class Named:
    def __init__(self, name):
        super().__init__()
        self.name = name
