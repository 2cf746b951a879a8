from db import database
from fastapi import FastAPI

app = FastAPI(on_startup=[database.start])


@app.get("/")
async def index():
    await database.count("/")
    return {}
