from app import app
from db import get_bucket


@app.task
def render(key):
    bucket = get_bucket()
    try:
        return bucket.get(key).value["title"]
    finally:
        bucket._close()  # CB304: "render()"
