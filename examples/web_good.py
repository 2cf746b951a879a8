"""Answers for a beer, in a thread of its own."""

import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from fastapi import FastAPI

app = FastAPI()
login = ClusterOptions(PasswordAuthenticator("web", os.environ["WEB_PASSWORD"]))
beers = Cluster("couchbases://db.example.com", login).bucket("beer-sample").default_collection()


@app.get("/beers/{key}")
def beer(key: str):
    return beers.get(key).value
