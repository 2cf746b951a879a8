from store import Store

store = Store("couchbase://store.example")
print(store.cluster.ping())
store.close()
