from beers import Beers

beers = Beers()
names = beers.names()
beers.close()
for name in names:  # CB302: "(closed in beers.py line 19)"
    print(name)
