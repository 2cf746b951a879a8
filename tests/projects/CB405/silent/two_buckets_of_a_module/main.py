from db import beers, wines

with beers.pipeline():
    with wines.pipeline():
        beers.upsert("stout", {"price": 4})
        wines.upsert("red", {"price": 6})
