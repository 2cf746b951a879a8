"""A board has a storage of its own."""
from game_storage import Storage


class Board:
    def __init__(self, game):
        self.game = game
        self.storage = Storage()

    def length(self):
        return len(self.storage.moves(self.game))
