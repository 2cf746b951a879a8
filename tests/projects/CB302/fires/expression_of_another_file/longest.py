from beers import Beers

beers = Beers()
ales = beers.cluster.query("SELECT name FROM ales")
names = (row["name"] for row in ales)  # CB302
beers.close()
print(beers.longest(names))
