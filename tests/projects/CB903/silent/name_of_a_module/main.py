# options: --extend-select=CB903
from db import beers

print(beers.get("stout").value)
