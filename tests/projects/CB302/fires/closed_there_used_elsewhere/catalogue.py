import store


def title(key):
    return store.bucket.get(key).value["title"]
