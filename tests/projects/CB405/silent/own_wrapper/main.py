from store import Store

store = Store(host="pub.local", bucket="beers")
with store.pipeline():
    store.bucket.upsert("stout", {"price": 4})
