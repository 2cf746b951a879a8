import albums
from flask import Flask

app = Flask(__name__)
store = albums.connect("couchbase://photos.local")  # CB104


@app.get("/albums/<name>")
def album(name):
    return store.get(name).content_as[dict]
