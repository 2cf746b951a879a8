from flask import Flask

import store  # CB104

app = Flask(__name__)


@app.get("/rides/<number>")
def ride(number):
    return store.rides.get(number).value
