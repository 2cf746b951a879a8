"""The tasks of the picture service."""
from celery import Celery

import storage as pictures

app = Celery("pictures", broker="amqp://queue.example.com")


@app.task
def shrink(key, width):
    picture = pictures.load(key)  # CB203
    picture["width"] = min(picture["width"], width)
    return picture


@app.task(ignore_result=True)
def keep(picture, key):
    pictures.store(key, picture)  # CB203
