from db import beers

with beers.pipeline() as batch:  # CB405
    beers.upsert("stout", {"price": 4})
print(batch)
