from couchbase.exceptions import CouchbaseException

HOOKS = []


def register(f):
    HOOKS.append(f)
    return f
