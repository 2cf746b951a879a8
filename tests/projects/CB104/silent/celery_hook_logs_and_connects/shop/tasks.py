import logging

from celery import Celery
from celery.signals import worker_process_init
from couchbase.bucket import Bucket
from shop import store

log = logging.getLogger(__name__)
app = Celery("shop")


@worker_process_init.connect
def started(**kwargs):
    log.info("a worker has started: %s", sorted(kwargs))
    store.bucket = Bucket("couchbase://localhost/shop", password="secret")


@app.task
def rate(key, stars):
    store.bucket.upsert(f"rating::{key}", {"stars": stars})
