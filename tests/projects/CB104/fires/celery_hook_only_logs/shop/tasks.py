import logging

from celery import Celery
from celery.signals import worker_process_init
from shop.store import bucket  # CB104

log = logging.getLogger(__name__)
app = Celery("shop")


@worker_process_init.connect
def started(**kwargs):
    log.info("a worker has started: %s", sorted(kwargs))


@app.task
def rate(key, stars):
    bucket.upsert(f"rating::{key}", {"stars": stars})
