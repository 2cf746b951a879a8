from celery import Celery

app = Celery("letters", include=["tasks"])
