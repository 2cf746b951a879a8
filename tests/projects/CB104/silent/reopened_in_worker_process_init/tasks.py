from celery import shared_task, signals

import db


@signals.worker_process_init.connect
def renew(**kwargs):
    db.connect()


@shared_task
def book(number, amount):
    db.bucket.insert(number, {"amount": amount})
