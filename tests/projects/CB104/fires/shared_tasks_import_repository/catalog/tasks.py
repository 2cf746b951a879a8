from celery import shared_task

from .repository import repository  # CB104


@shared_task(bind=True, max_retries=3)
def rename(self, key, title):
    repository.rename(key, title)
