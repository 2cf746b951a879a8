"""Each worker process connects when it starts."""
from celery.signals import worker_process_init

from couchbase.bucket import Bucket

bucket = None


@worker_process_init.connect
def connect(**kwargs):
    global bucket
    bucket = Bucket("couchbase://mail.example.com/mail", username="mail", password="pw")
