"""Before the first request is served the loop stands still until the cluster is connected."""
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import database


@asynccontextmanager
async def lifespan(app):
    database.connect("couchbases://cb.store.example.com", "store", "pw")  # CB501: "until Cluster 'cb.store.example.com'"
    yield
    database.close()  # CB501: "Cluster.close() in"


app = FastAPI(lifespan=lifespan)
