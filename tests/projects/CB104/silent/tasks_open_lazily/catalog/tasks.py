from celery import shared_task

from .store import books


@shared_task
def rename(key, title):
    books().upsert(key, {"title": title})
