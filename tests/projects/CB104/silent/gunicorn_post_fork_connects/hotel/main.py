from flask import Flask

from hotel import store

app = Flask(__name__)


@app.route("/rooms/<number>")
def room(number):
    return store.cluster.bucket("hotel").collection("rooms").get(number).content_as[dict]
