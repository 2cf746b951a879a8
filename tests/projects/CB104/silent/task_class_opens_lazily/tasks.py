from base import StoreTask
from celery import Celery

app = Celery("metrics")


@app.task(base=StoreTask, bind=True)
def hit(self, page):
    self.bucket.counter(page, delta=1, initial=1)
