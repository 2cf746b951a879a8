from celery import Celery

import metrics.reports  # CB104

queue = Celery("metrics", broker="amqp://localhost")


@queue.task(name="metrics.total")
def total(pages):
    return metrics.reports.total(pages)
