import couchbase.exceptions
value = None


def put(v):
    global value
    value = v


def get():
    return value


def drop():
    global value
    v = value
    if v is not None:
        v.close(); value = None
