from celery import shared_task

from letters.db import SENDER


@shared_task
def send(address, text):
    print("from", SENDER, "to", address, text)
