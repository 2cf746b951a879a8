# options: --extend-select=CB901
from wrapper import Beers

beers = Beers(input())
print(beers.get("stout"))
beers.close()
