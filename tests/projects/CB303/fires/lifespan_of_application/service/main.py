from contextlib import asynccontextmanager

from fastapi import FastAPI

from service.couch import open_cluster
from service.settings import settings


@asynccontextmanager
async def lifespan(app):
    app.state.cluster = await open_cluster(settings)
    yield
    app.state.cluster.close()  # CB303


app = FastAPI(lifespan=lifespan)
