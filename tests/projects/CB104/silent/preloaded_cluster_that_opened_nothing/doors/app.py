# The cluster of this generation owns no socket until a worker opens the bucket.
from flask import Flask

from doors import login

app = Flask(__name__)


@app.get("/doors/<name>")
def door(name):
    return login.bucket().get(name).value
