"""Answers for a beer, and lets every other request wait while the server is asked."""

import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from fastapi import FastAPI

app = FastAPI()
login = ClusterOptions(PasswordAuthenticator("web", os.environ["WEB_PASSWORD"]))
beers = Cluster("couchbases://db.example.com", login).bucket("beer-sample").default_collection()


@app.get("/beers/{key}")
async def beer(key: str):
    return beers.get(key).value
