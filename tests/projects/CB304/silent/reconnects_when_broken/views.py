from db import carts
from flask import Flask

from couchbase.exceptions import CouchbaseError

app = Flask(__name__)


@app.route("/carts/<key>")
def cart(key):
    try:
        return carts.get(key)
    except CouchbaseError:
        carts.reconnect()
        return "try again", 503
