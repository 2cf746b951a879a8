# options: --extend-select=CB903
from db import connect

beers = connect(input())
print(beers.get("stout").value)
beers._close()
