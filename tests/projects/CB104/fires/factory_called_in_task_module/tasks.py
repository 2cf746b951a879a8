from celery import Celery

from store import connect

app = Celery("ledger")
entries = connect("entries")  # CB104


@app.task
def book(number, amount):
    _write(number, amount)


def _write(number, amount):
    entries.insert(number, {"amount": amount})
