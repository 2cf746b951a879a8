from flask import Flask

from rides import find

app = Flask(__name__)


@app.get("/rides/<number>")
def ride(number):
    return find(number)
