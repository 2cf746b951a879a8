"""Every view asks for a store, and gets the same one."""
from flask import Flask

from storage.store import Store

app = Flask("zoo")


@app.route("/animals/<name>")
def animal(name):
    return Store().find(name)


@app.route("/keepers/<name>")
def keeper(name):
    return Store().find(f"keeper::{name}")
