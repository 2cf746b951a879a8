from bakery import store

store.stop()
store.bucket.get("oven:1")  # CB302
