from flask import Flask

import store

app = Flask(__name__)


@app.get("/rides/<number>")
def ride(number):
    return store.rides.get(number).value
