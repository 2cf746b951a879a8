"""The web part uses the asyncio flavour."""
from acouchbase.cluster import Cluster
from fastapi import FastAPI

from settings import URL, options

app = FastAPI()


@app.on_event("startup")
async def connect():
    cluster = await Cluster.connect(URL, options())
    app.state.letters = cluster.bucket("post").default_collection()


@app.get("/letters/{number}")
async def letter(number: str):
    found = await app.state.letters.get(number)
    return found.content_as[dict]
