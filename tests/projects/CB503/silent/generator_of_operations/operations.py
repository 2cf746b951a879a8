def touches(collection, keys):
    for key in keys:
        yield collection.touch(key, 60)


def by_key(collection, keys):
    return {key: collection.get(key) for key in keys}
