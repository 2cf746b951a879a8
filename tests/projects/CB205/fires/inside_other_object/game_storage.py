"""Where chess games are kept."""
from couchbase.bucket import Bucket


class Storage:
    def __init__(self):
        self.bucket = Bucket("couchbase://chess.example.com/games", username="chess", password="pw")

    def moves(self, game):
        return self.bucket.get(game).value["moves"]
