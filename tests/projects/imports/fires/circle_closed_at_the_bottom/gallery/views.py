from . import bucket


def page(key):
    return bucket.get(key).value["html"]
