import atexit

from bottle import route
from store import store

atexit.register(store.close)


@route("/<key>")
def read(key):
    return store.read(key)
