# options: --extend-select=CB901
from db import connect

beers = connect(input())
print(beers.get("stout").value)
beers._close()  # CB901
