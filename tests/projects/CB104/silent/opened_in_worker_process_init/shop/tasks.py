from celery import Celery
from celery.signals import worker_process_init

from shop import db

app = Celery("shop", broker="redis://localhost/0")


@worker_process_init.connect
def prepare(**kwargs):
    db.connect()


@app.task
def forget(customer):
    db.carts.remove(customer, quiet=True)
