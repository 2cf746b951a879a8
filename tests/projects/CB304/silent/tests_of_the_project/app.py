from couchbase.bucket import Bucket
from flask import Flask

app = Flask(__name__)
bucket = Bucket("couchbase://localhost/beer-sample")


@app.route("/<key>")
def read(key):
    return bucket.get(key).value
