from flask import Flask

import pages

app = Flask("wiki")


@app.get("/<title>")
def page(title):
    return pages.bucket.get(title).value["text"]
