import asyncio
from contextlib import asynccontextmanager

import database
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    yield
    await asyncio.to_thread(database.close)


app = FastAPI(lifespan=lifespan)


@app.get("/hotels/{key}")
def hotel(key: str):
    return database.cluster.bucket("travel").default_collection().get(key).value
