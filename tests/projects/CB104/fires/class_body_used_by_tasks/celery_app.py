from celery import Celery

app = Celery("names", include=["tasks"])
