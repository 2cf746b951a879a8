"""In 4.x bucket() of one name is a cheap handle after the first call."""
from mint import cluster, coins

for coin in ("penny", "dime", "quarter"):
    coins("us").upsert(coin, {"minted": 0})
    cluster.bucket("coins").default_collection().remove("draft::" + coin)
