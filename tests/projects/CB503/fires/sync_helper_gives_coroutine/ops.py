def touch(collection, key):
    return collection.touch(key, 60)
