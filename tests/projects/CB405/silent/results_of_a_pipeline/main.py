from db import beers

batch = beers.pipeline()
with batch:
    beers.get("stout")
    beers.get("ale")
print(batch.results)
