from celery_app import app
from names import Names  # CB104


@app.task
def add(name):
    Names.add(name)
