"""The application of the order service."""
from fastapi import FastAPI

from lifespan import couchbase_lifespan
from routes import router

app = FastAPI(lifespan=couchbase_lifespan)
app.include_router(router)
