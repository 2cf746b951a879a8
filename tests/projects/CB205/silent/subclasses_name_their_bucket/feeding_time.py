"""Two keepers, two buckets."""
from zoo.keepers import BirdKeeper, FishKeeper

birds = BirdKeeper()
fish = FishKeeper()
birds.feed("owl")
fish.feed("carp")
