from flask import Flask

from library.db import get_bucket

app = Flask(__name__)


@app.get("/books/<key>")
def book(key):
    return get_bucket().get(key).value
