from couchbase.bucket import Bucket
from flask import Flask

app = Flask(__name__)
bucket = Bucket("couchbase://localhost/shop", password="secret")  # CB104


@app.get("/<key>")
def show(key):
    return bucket.get(key).value
