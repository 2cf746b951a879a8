from flask import Flask, jsonify

from shop import db

app = Flask(__name__)
db.init_app(app)


@app.route("/carts/<key>")
def cart(key):
    return jsonify(db.bucket.get(key).value)
