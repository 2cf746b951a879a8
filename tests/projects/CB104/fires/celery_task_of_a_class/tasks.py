from celery import Task

from celery_app import app
from store import letters  # CB104


class Stamp(Task):
    name = "stamp"

    def run(self, letter):
        letters.upsert(letter, {"stamped": True})


app.register_task(Stamp())
