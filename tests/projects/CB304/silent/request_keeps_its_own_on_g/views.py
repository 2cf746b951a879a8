import db
from flask import Flask

app = Flask(__name__)
app.teardown_appcontext(db.close)


@app.route("/")
def index():
    return "shop"
