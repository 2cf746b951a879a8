from celery import Celery

app = Celery("till", broker="amqp://localhost")
app.conf.worker_pool = "solo"
