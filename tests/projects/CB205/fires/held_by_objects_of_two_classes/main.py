"""Brewers and drinkers each have the beers for themselves."""
from beers_db import Beers


class Brewers:
    def __init__(self):
        self.beers = Beers()


class Drinkers:
    def __init__(self):
        self.beers = Beers()  # CB205


brewers = Brewers()
drinkers = Drinkers()
print(brewers.beers.find("pils"), drinkers.beers.find("ale"))
