from couchbase.bucket import Bucket
import store


def open_bucket(name):
    b = Bucket("couchbase://db/" + name, username="u", password="p")
    store.items.append(b)
    return b
