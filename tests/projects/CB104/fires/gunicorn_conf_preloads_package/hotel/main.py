from flask import Flask, jsonify

from hotel.store import rooms  # CB104

app = Flask(__name__)


@app.route("/rooms/<number>")
def room(number):
    return jsonify(rooms.get(number).content_as[dict])
