"""Every player that is made connects by way of the mixin."""
from game.mixins import Connected, Named


class Player(Connected, Named):
    def score(self, points):
        self.bucket.counter(self.name, delta=points, initial=points)


red = Player(name="red")
blue = Player(name="blue")  # CB205
red.score(3)
blue.score(1)
