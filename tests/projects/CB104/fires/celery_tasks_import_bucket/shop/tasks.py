from shop.celery import app
from shop.db import carts  # CB104


@app.task
def forget(customer):
    carts.remove(customer, quiet=True)
