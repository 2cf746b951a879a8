# options: --extend-select=CB902
from db import connect

beers = connect("beers", "ale")  # CB902
print(beers.get("stout").value)
