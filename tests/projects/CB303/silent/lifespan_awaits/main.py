from couch import shutdown, startup
from fastapi import FastAPI

app = FastAPI(on_startup=[startup], on_shutdown=[shutdown])
