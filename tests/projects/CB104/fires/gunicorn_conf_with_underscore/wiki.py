from couchbase.bucket import Bucket
from flask import Flask

import settings

app = Flask("wiki")
pages = Bucket(settings.CONNSTR)  # CB104


@app.get("/<title>")
def page(title):
    return pages.get(title).value["text"]
