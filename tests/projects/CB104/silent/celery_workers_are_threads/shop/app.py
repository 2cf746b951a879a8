"""The workers of this application are threads of one process: nothing forks."""
from celery import Celery

app = Celery("shop", broker="amqp://localhost")
app.conf.update(worker_pool="threads", worker_concurrency=8)
