"""The views of the library."""
from flask import Flask

from books.extensions import bucket

app = Flask(__name__)


@app.route("/books/<isbn>")
def book(isbn):
    return bucket.get(isbn).value


@app.route("/books/<isbn>/lend", methods=["POST"])
def lend(isbn):
    bucket.upsert(f"lent::{isbn}", {"lent": True})
    return "", 204
