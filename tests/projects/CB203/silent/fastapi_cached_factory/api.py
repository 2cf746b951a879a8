"""The routes call the factory each time; its cache answers."""
from fastapi import FastAPI

from places import places_of

app = FastAPI()


@app.get("/places/{name}")
def place(name: str):
    return places_of("world").get(name).content_as[dict]


@app.delete("/places/{name}")
def remove(name: str):
    places_of("world").remove(name)
