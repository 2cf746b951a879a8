"""The tasks read the bucket of their process."""
from celery import shared_task

from mailer import connection


@shared_task
def send(key):
    letter = connection.bucket.get(key).value
    connection.bucket.remove(key)
    return letter["to"]
