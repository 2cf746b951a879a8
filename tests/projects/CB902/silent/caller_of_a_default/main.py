# options: --extend-select=CB902
from db import connect

beers = connect("beers")
print(beers.get("stout").value)
