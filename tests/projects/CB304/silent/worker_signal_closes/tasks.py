from app import app
from db import get_bucket


@app.task
def render(key):
    return get_bucket().get(key).value["title"]
