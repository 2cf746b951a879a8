# options: --extend-select=CB902
import os

from db import connect

beers = connect("beers", os.environ["DB_PASSWORD"])
print(beers.get("stout").value)
