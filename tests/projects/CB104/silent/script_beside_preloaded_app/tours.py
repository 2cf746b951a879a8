from flask import Flask

from names import NAMES

app = Flask(__name__)


@app.get("/")
def index():
    return ", ".join(NAMES)
