from flask import Flask
from store import posts  # CB104

app = Flask(__name__)


@app.get("/<name>")
def show(name):
    return posts.get(name).value
