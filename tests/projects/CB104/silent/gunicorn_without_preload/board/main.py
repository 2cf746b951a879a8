from flask import Flask

from .store import messages

app = Flask(__name__)


@app.get("/<key>")
def message(key):
    return messages.get(key).content_as[dict]
