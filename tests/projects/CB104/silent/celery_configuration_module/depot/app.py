from celery import Celery

from depot import celeryconfig

app = Celery("depot")
app.config_from_object(celeryconfig)
