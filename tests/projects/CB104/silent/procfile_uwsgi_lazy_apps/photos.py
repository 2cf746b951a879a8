from albums import albums
from flask import Flask

app = Flask(__name__)


@app.get("/albums/<name>")
def album(name):
    return albums.get(name).value
